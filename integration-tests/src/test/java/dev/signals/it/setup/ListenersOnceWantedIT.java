package dev.signals.it.setup;

import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hibernate makes events of rows for the library once somebody listens. */
@OnEveryDatabase
class ListenersOnceWantedIT {

    private static final List<EventType<?>> OF_ROWS = List.of(
            EventType.PRE_INSERT,
            EventType.PRE_UPDATE,
            EventType.PRE_UPSERT,
            EventType.PRE_DELETE,
            EventType.PRE_LOAD,
            EventType.POST_INSERT,
            EventType.POST_UPDATE,
            EventType.POST_UPSERT,
            EventType.POST_DELETE,
            EventType.POST_LOAD,
            EventType.PRE_COLLECTION_RECREATE,
            EventType.PRE_COLLECTION_UPDATE,
            EventType.PRE_COLLECTION_REMOVE);

    private final TestFactory factory;

    ListenersOnceWantedIT(Database database) {
        factory = TestFactory.of(database, Leaf.class);
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        @GeneratedValue
        Long id;

        int veins;
    }

    /** No entity of the factory. */
    static class Stone {}

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whileNobodyIsConnectedThereIsNone() {
        assertThat(listened()).isEmpty();
    }

    @Test
    void aReceiverOfAnotherEntityRegistersNone() {
        Connection connection = ModelSignals.POST_SAVE.connect(Stone.class, event -> {});

        assertThat(listened()).isEmpty();

        connection.close();
    }

    @Test
    void receiversOfSavesNeedNoEventsOfLoadsAndDeletions() {
        factory.signals().postSave().connect(Leaf.class, event -> {});

        assertThat(listened())
                .contains(EventType.POST_INSERT, EventType.POST_UPDATE, EventType.POST_UPSERT)
                .doesNotContain(EventType.PRE_INSERT, EventType.PRE_UPDATE, EventType.PRE_UPSERT)
                .doesNotContain(EventType.PRE_LOAD, EventType.POST_LOAD, EventType.PRE_DELETE, EventType.POST_DELETE);
    }

    @Test
    void eachIsRegisteredOnce() {
        factory.signals().preSave().connect(Leaf.class, event -> {});
        factory.signals().preInit().connect(Leaf.class, event -> {});
        factory.signals().postInit().connect(Leaf.class, event -> {});
        factory.signals().changed().connect(Leaf.class, event -> {});
        factory.signals().preSave().connect(Leaf.class, event -> {});

        assertThat(listened()).containsExactlyInAnyOrderElementsOf(OF_ROWS);
    }

    @Test
    void aReceiverHearsOfTheNextRowsOfATransactionUnderWay() {
        List<String> events = new ArrayList<>();
        factory.inTransaction(session -> {
            Leaf first = new Leaf();
            session.persist(first);
            session.flush();
            factory.signals().postSave().connect(Leaf.class, event -> events.add("created " + event.created()));
            first.veins = 3;
            session.persist(new Leaf());
        });

        assertThat(events).containsExactlyInAnyOrder("created true", "created false");
    }

    @Test
    void aCallbackAfterTheCommitIsRefusedAWriteAlthoughNobodyIsConnected() {
        assumeThatStatelessSessionsAreTold();
        List<Throwable> refused = new ArrayList<>();
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            TransactionHooks.onCommit(session, () -> {
                try {
                    session.insert(new Leaf());
                } catch (IllegalStateException e) {
                    refused.add(e);
                }
            });
            session.getTransaction().commit();
        }

        assertThat(refused).hasSize(1);
        assertThat(factory.count("Leaf")).isZero();
    }

    /** Returns for which types of rows the library has listeners, each of which is registered once. */
    private List<EventType<?>> listened() {
        EventListenerRegistry registry = factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class);
        return OF_ROWS.stream().filter(type -> isListened(registry, type)).toList();
    }

    private static boolean isListened(EventListenerRegistry registry, EventType<?> type) {
        List<Class<?>> ours = listeners(registry, type).stream()
                .<Class<?>>map(Object::getClass)
                .filter(listener -> listener.getName().startsWith("dev.signals."))
                .toList();
        assertThat(ours).as("listeners of %s", type).doesNotHaveDuplicates();
        return !ours.isEmpty();
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private static List<Object> listeners(EventListenerRegistry registry, EventType<?> type) {
        return StreamSupport.stream(
                        registry.getEventListenerGroup(type).listeners().spliterator(), false)
                .map(Object.class::cast)
                .toList();
    }
}
