package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.PostDelete;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted without having been loaded by its session has the state that it had then. It may be changed afterwards. */
class StatesOfDetachedRemovalsIT {

    @Embeddable
    static class Size {
        Integer width;
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @Embedded
        Size size;

        @ManyToOne
        Parcel around;

        Parcel() {}

        Parcel(String name) {
            this.name = name;
            size = new Size();
            size.width = 1;
        }
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Parcel.class);
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void save() {
        Parcel outer = new Parcel("outer");
        Parcel inner = new Parcel("inner");
        inner.around = outer;
        factory.inTransaction(session -> {
            session.persist(outer);
            session.persist(inner);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen() {
        factory.signals().postDelete().connect(Parcel.class, this::log, afterCommit());
    }

    private void log(PostDelete<Parcel> event) {
        Map<String, Object> state = event.deletedState();
        log.add(state.get("name") + " " + ((Size) state.get("size")).width + " " + state.get("around"));
    }

    private Parcel detached(long id) {
        return factory.fromTransaction(session -> session.find(Parcel.class, id));
    }

    private static void change(Parcel parcel) {
        parcel.name = "later";
        parcel.size.width = 2;
        parcel.around = null;
    }

    @Test
    void aDetachedInstanceIsChangedAfterTheFlush() {
        listen();
        Parcel inner = detached(2);

        factory.inTransaction(session -> {
            session.remove(inner);
            session.flush();
            change(inner);
        });

        assertThat(log).containsExactly("inner 1 1");
    }

    @Test
    void aDetachedInstanceIsChangedBeforeTheFlush() {
        listen();
        Parcel inner = detached(2);

        factory.inTransaction(session -> {
            session.remove(inner);
            change(inner);
        });

        assertThat(log).containsExactly("inner 1 1");
    }

    @Test
    void aDetachedInstanceRefersToWhatWasDeletedBeforeIt() {
        assumeQueueOf7("clears that reference in what it has loaded too");
        listen();
        Parcel outer = detached(1);
        Parcel inner = detached(2);
        inner.around = outer;

        factory.inTransaction(session -> {
            session.remove(outer);
            session.remove(inner);
            change(inner);
        });

        assertThat(log).containsExactlyInAnyOrder("outer 1 null", "inner 1 1");
    }

    @Test
    void anInstanceOfAStatelessSessionIsChangedAfterTheDeletion() {
        listen();

        deleteStateless(parcel -> {
            parcel.name = "later";
            parcel.around = null;
        });

        assertThat(log).containsExactly("inner 1 1");
    }

    @Test
    void aReceiverChangesAnInstanceOfAStatelessSession() {
        factory.signals().postDelete().connect(Parcel.class, event -> event.instance().name = "later");
        listen();
        factory.signals().postDelete().connect(Parcel.class, this::log);

        deleteStateless(parcel -> {});

        assertThat(log).containsExactly("inner 1 1", "inner 1 1");
    }

    private void deleteStateless(Consumer<Parcel> afterwards) {
        factory.sessionFactory().inStatelessTransaction(session -> {
            Parcel parcel = session.get(Parcel.class, 2L);
            session.delete(parcel);
            afterwards.accept(parcel);
        });
    }
}
