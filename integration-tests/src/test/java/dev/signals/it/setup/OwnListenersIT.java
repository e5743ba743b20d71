package dev.signals.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.internal.DefaultMergeEventListener;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.MergeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two of the library's listeners stand in the place of Hibernate's own, but not in the place of those of an application. */
@OnEveryDatabase
class OwnListenersIT {

    @Entity(name = "Branch")
    static class Branch {
        @Id
        @GeneratedValue
        Long id;

        int length;

        @OneToMany(cascade = CascadeType.ALL)
        List<Branch> twigs = new ArrayList<>();
    }

    private static final class OwnMerge extends DefaultMergeEventListener {
        private int merged;

        @Override
        public void onMerge(MergeEvent event) {
            merged++;
            super.onMerge(event);
        }
    }

    private static final class OwnFlushEntity extends DefaultFlushEntityEventListener {
        private int flushed;

        @Override
        public void onFlushEntity(FlushEntityEvent event) {
            flushed++;
            super.onFlushEntity(event);
        }
    }

    private final TestFactory factory;
    private final List<String> events = new ArrayList<>();

    OwnListenersIT(Database database) {
        factory = TestFactory.of(database, Branch.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <T> EventListenerGroup<T> group(EventType<T> type) {
        return factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .getEventListenerGroup(type);
    }

    private void connect() {
        factory.signals().preSave().connect(Branch.class, event -> {
            events.add("pre " + event.instance().length);
            event.session().createSelectionQuery("from Branch", Branch.class).getResultList();
        });
        factory.signals().postSave().connect(Branch.class, event -> events.add("post " + event.instance().length));
    }

    private Branch branch() {
        Branch branch = new Branch();
        branch.length = 1;
        Branch twig = new Branch();
        twig.length = 2;
        branch.twigs.add(twig);
        return branch;
    }

    @Test
    void oursTakeThePlaceOfHibernatesAndNoPlaceMore() {
        int merge = group(EventType.MERGE).count();
        int flush = group(EventType.FLUSH_ENTITY).count();

        connect();
        factory.signals().preSave().connect(Branch.class, event -> {});

        assertThat(group(EventType.MERGE).count()).isEqualTo(merge);
        assertThat(group(EventType.FLUSH_ENTITY).count()).isEqualTo(flush);
        factory.inTransaction(session -> session.merge(branch()));
        assertThat(events).containsExactly("pre 1", "pre 2", "post 1", "post 2");
    }

    @Test
    void aMergeListenerOfTheApplicationStaysAndAWarningSaysWhatIsMissed() {
        OwnMerge own = new OwnMerge();
        group(EventType.MERGE).clearListeners();
        group(EventType.MERGE).appendListener(own);
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            connect();

            assertThat(log.messages())
                    .anyMatch(message -> message.startsWith("Hibernate's own listener of \"merge\","
                            + " org.hibernate.event.internal.DefaultMergeEventListener, is not there, but "
                            + OwnMerge.class.getName()
                            + "; so receivers are not told of the new entities of a merge before they are saved;"));
        }
        factory.inTransaction(session -> session.merge(branch()));
        assertThat(own.merged).isEqualTo(1);
        assertThat(events).containsExactlyInAnyOrder("post 2", "post 1");
    }

    @Test
    void aFlushListenerOfTheApplicationStays() {
        Branch saved = factory.saved(branch());
        OwnFlushEntity own = new OwnFlushEntity();
        group(EventType.FLUSH_ENTITY).clearListeners();
        group(EventType.FLUSH_ENTITY).appendListener(own);
        connect();

        factory.inTransaction(session -> session.find(Branch.class, saved.id).length = 7);

        assertThat(own.flushed).isPositive();
        assertThat(events).containsExactly("pre 7", "post 7");
    }
}
