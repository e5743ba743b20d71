package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.ErrorPolicy;
import dev.signals.Options;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part of a transaction is rolled back: nothing is announced for rows that do not exist (pitfall 12). */
@OnEveryDatabase
class SavepointsIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    SavepointsIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void connectAll() {
        factory.signals().postSave().connect(Note.class, event -> log.add("at once " + event.instance().text));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before commit " + event.instance().text), beforeCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("after commit " + event.instance().text), afterCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("after rollback " + event.instance().text), afterRollback());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("after completion " + event.instance().text), afterCompletion());
        factory.signals()
                .changed()
                .connect(
                        Note.class,
                        event -> log.add("changed " + event.changes().get("text")));
    }

    private static void failingAfterPersist(Session session, String text) {
        Savepoints.run(session, () -> {
            session.persist(new Note(text));
            session.flush();
            throw new IllegalStateException("no");
        });
    }

    @Test
    void p12_afterARollbackToASavepointNothingIsToldOfItsRows() {
        connectAll();

        factory.inTransaction(session -> {
            session.persist(new Note("kept"));
            assertThatThrownBy(() -> failingAfterPersist(session, "lost")).hasMessage("no");
            log.add("-");
        });

        assertThat(log)
                .containsExactly(
                        "at once kept",
                        "at once lost",
                        "after rollback lost",
                        "after completion lost",
                        "-",
                        "before commit kept",
                        "changed text: null -> kept",
                        "after commit kept",
                        "after completion kept");
        assertThat(factory.sql("select text from Note")).isEqualTo("kept");
    }

    @Test
    void p12_aSavepointThatIsNotRolledBackChangesNothing() {
        connectAll();

        String result = factory.fromTransaction(session -> Savepoints.call(session, () -> {
            session.persist(new Note("kept"));
            return "result";
        }));

        assertThat(result).isEqualTo("result");
        assertThat(log)
                .contains("after commit kept", "changed text: null -> kept")
                .doesNotContain("after rollback kept");
    }

    @Test
    void p12_theNetChangeIsThatOfWhatWasNotRolledBack() {
        Note note = factory.saved(new Note("a"));
        factory.signals()
                .changed()
                .connect(Note.class, event -> log.add(event.changes().get("text") + " " + event.saves()));

        factory.inTransaction(session -> {
            session.find(Note.class, note.id).text = "b";
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.find(Note.class, note.id).text = "c";
                        session.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        assertThat(log).containsExactly("text: a -> b 1");

        log.clear();
        factory.inTransaction(session -> assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    session.remove(session.find(Note.class, note.id));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no"));
        assertThat(log).isEmpty();
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void p12_savepointsNest() {
        connectAll();

        factory.inTransaction(session -> Savepoints.run(session, () -> {
            session.persist(new Note("outer"));
            assertThatThrownBy(() -> failingAfterPersist(session, "inner")).hasMessage("no");
            session.persist(new Note("behind"));
        }));
        assertThat(log)
                .contains("after commit outer", "after commit behind")
                .doesNotContain("after commit inner", "changed text: null -> inner");

        log.clear();
        factory.inTransaction(session -> assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    Savepoints.run(session, () -> session.persist(new Note("inner kept")));
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer"));
        assertThat(log).contains("after rollback inner kept").doesNotContain("after commit inner kept");
        assertThat(factory.count("Note")).isEqualTo(2);
    }

    @Test
    void p12_hooksOfTheApplicationAreDroppedToo() {
        factory.inTransaction(session -> {
            TransactionHooks.onCommit(session, () -> log.add("before"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        TransactionHooks.onCommit(session, () -> log.add("inside"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            TransactionHooks.onCommit(session, () -> log.add("behind"));
        });

        assertThat(log).containsExactly("before", "behind");
    }

    @Test
    void p12_aReceiverThatFailsInsideCostsTheWholeTransaction() {
        factory.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("bad")) {
                throw new IllegalStateException("refused");
            }
        });
        connectAll();

        // Hibernate's commit throws nothing for a transaction that is marked for rollback.
        factory.inTransaction(session -> {
            session.persist(new Note("good"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> session.persist(new Note("bad"))))
                    .hasMessage("refused");
        });

        assertThat(log).contains("after rollback good").doesNotContain("after commit good", "after commit bad");
        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void p12_anIsolatedFailureCostsNothing() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("isolated");
                        },
                        Options.onError(ErrorPolicy.ISOLATE));

        factory.inTransaction(session -> Savepoints.run(session, () -> session.persist(new Note("good"))));

        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void p12_aFailedStatementCostsTheWholeTransaction() {
        factory.saved(new Category("c"));
        connectAll();

        factory.inTransaction(session -> {
            session.persist(new Note("before"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.persist(new Category("c"));
                        session.flush();
                    }))
                    .isInstanceOf(RuntimeException.class);
        });

        assertThat(log).contains("after rollback before").doesNotContain("after commit before");
        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void p12_withoutATransactionThereIsNoSavepoint() {
        try (Session session = factory.sessionFactory().openSession()) {
            assertThatThrownBy(() -> Savepoints.run(session, () -> log.add("run")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("begin one");
        }
        assertThat(log).isEmpty();
    }

    @Test
    void p12_aSavepointOfTheConnectionIsNotNoticed() {
        connectAll();

        factory.inTransaction(session -> {
            Savepoint savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            session.persist(new Note("lost"));
            session.flush();
            session.doWork(connection -> connection.rollback(savepoint));
            session.clear();
        });

        assertThat(log).contains("after commit lost"); // The limit that the guide states.
        assertThat(factory.count("Note")).isZero();
    }
}
