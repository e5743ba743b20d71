package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing piles up: sessions that live long, do much or are forgotten. */
@OnEveryDatabase
class LongSessionsIT {

    private final TestFactory factory;

    LongSessionsIT(Database database) {
        factory = TestFactory.of(database, Line.class, Note.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void manyTransactionsOnOneSessionAreAnnouncedOnceEach() {
        AtomicInteger committed = new AtomicInteger();
        factory.signals().postSave().connect(Line.class, event -> committed.incrementAndGet(), afterCommit());

        try (Session session = factory.sessionFactory().openSession()) {
            for (int i = 0; i < 200; i++) {
                session.beginTransaction();
                session.persist(new Line("x"));
                session.getTransaction().commit();
            }
        }

        assertThat(committed).hasValue(200);
    }

    @Test
    void removingManyIsNotMuchSlowerWithAReceiver() {
        Note note = factory.saved(new Note("x"));
        while (factory.count("Note") < 20_000) {
            factory.inTransaction(
                    session -> session.createNativeMutationQuery("insert into Note (id, text) select id + "
                                    + "(select max(id) - :first + 1 from Note), text from Note")
                            .setParameter("first", note.id)
                            .executeUpdate());
        }
        timeOfRemovingAll();
        Duration idle = timeOfRemovingAll();

        factory.signals().postDelete().connect(Note.class, event -> {});

        assertThat(timeOfRemovingAll()).isLessThan(idle.multipliedBy(10).plus(Duration.ofMillis(500)));
    }

    @Test
    void sessionsNeverClosedAreCollected() {
        EventLog.of(factory.signals());
        List<WeakReference<Session>> sessions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sessions.add(new WeakReference<>(usedAndNotClosed()));
        }

        await().untilAsserted(() -> {
            System.gc();
            assertThat(sessions).filteredOn(session -> session.get() != null).hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void whatWasClearedFromALongSessionIsCollected() {
        EventLog.of(factory.signals());
        List<WeakReference<Note>> notes = new ArrayList<>();
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            for (int i = 0; i < 100; i++) {
                Note note = new Note("x");
                session.persist(note);
                session.flush();
                note.text = "y";
                notes.add(new WeakReference<>(note));
            }
            session.flush();
            session.clear();

            await().untilAsserted(() -> {
                System.gc();
                assertThat(notes).filteredOn(note -> note.get() != null).hasSizeLessThanOrEqualTo(1);
            });
            session.getTransaction().commit();
        }
    }

    private Session usedAndNotClosed() {
        Session session = factory.sessionFactory().openSession();
        session.beginTransaction();
        session.persist(new Note("x"));
        session.getTransaction().commit();
        return session;
    }

    private Duration timeOfRemovingAll() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            List<Note> all =
                    session.createSelectionQuery("from Note", Note.class).getResultList();
            long start = System.nanoTime();
            all.forEach(session::remove);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            session.getTransaction().rollback();
            return taken;
        }
    }
}
