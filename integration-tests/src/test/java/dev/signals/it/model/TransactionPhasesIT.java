package dev.signals.it.model;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class TransactionPhasesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    TransactionPhasesIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void connectAll() {
        factory.signals().postSave().connect(Note.class, event -> log.add("at once"));
        factory.signals().postSave().connect(Note.class, event -> log.add("after completion"), afterCompletion());
        factory.signals().postSave().connect(Note.class, event -> log.add("after rollback"), afterRollback());
        factory.signals().postSave().connect(Note.class, event -> log.add("after commit"), afterCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("before commit"), beforeCommit());
    }

    @Test
    void aCommitHasThreePhases() {
        connectAll();

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.flush();
            log.add("-");
        });

        assertThat(log).containsExactly("at once", "-", "before commit", "after commit", "after completion");
    }

    @Test
    void aRollbackHasTwo() {
        connectAll();

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Note("a"));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(log).containsExactly("at once", "after rollback", "after completion");
    }

    @Test
    void whatAReceiverBeforeTheCommitWritesIsFlushedAndAnnounced() {
        factory.signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> event.session().persist(new Note("for " + event.instance().title)),
                        beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("saved " + event.instance().text));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before commit " + event.instance().text), beforeCommit());

        factory.inTransaction(session -> session.persist(new Article("x")));

        assertThat(log).containsExactly("saved for x", "before commit for x");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void anExceptionBeforeTheCommitRollsBack() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("veto");
                        },
                        beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("after rollback"), afterRollback());

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("a"))))
                .hasStackTraceContaining("veto");

        assertThat(log).containsExactly("after rollback");
        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void receiversBeforeTheCommitThatNeverSettleAreStopped() {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> event.session().persist(new Note("again")), beforeCommit());

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("a"))))
                .isInstanceOf(SignalLoopException.class)
                .hasMessageContaining("of post_save for " + Note.class.getName());
    }

    @Test
    void aFailureInOnePhaseKeepsNoOtherFromRunning() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("logged");
                        },
                        afterCommit());
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("logged");
                        },
                        afterCompletion());
        connectAll();

        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(log).contains("after commit", "after completion");
    }

    @Test
    void aReceiverAfterTheCommitWritesInANewTransaction() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> log.add("found " + event.inNewTransaction((session, note) -> note.text += "!")),
                        afterCommit(),
                        filter(PostSave::created));

        factory.inTransaction(session -> session.persist(new Note("a")));
        factory.inTransaction(session -> {
            Note gone = new Note("b");
            session.persist(gone);
            session.flush();
            session.remove(gone);
        });

        assertThat(log).containsExactly("found true", "found false");
        assertThat(factory.sql("select text from Note")).isEqualTo("a!");
    }

    @Test
    void hooksRunInTheirPhaseInTheOrderTheyWereHandedOver() {
        factory.inTransaction(session -> {
            TransactionHooks.at(session, TransactionPhase.AFTER_COMPLETION, () -> log.add("completed"));
            TransactionHooks.onCommit(session, () -> log.add("first"));
            TransactionHooks.onCommit(session, () -> {
                log.add("second");
                throw new IllegalStateException("logged");
            });
            TransactionHooks.onCommit(session, () -> log.add("third"));
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Note("a")));
        });

        assertThat(log).containsExactly("first", "second", "third", "completed");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void aHookInAHookRunsBeforeTheOthers() {
        factory.inTransaction(session -> {
            TransactionHooks.onCommit(session, () -> {
                log.add("1");
                TransactionHooks.onCommit(session, () -> log.add("11"));
            });
            TransactionHooks.onCommit(session, () -> {
                log.add("2");
                TransactionHooks.onCommit(session, () -> log.add("12"));
            });
        });

        assertThat(log).containsExactly("1", "11", "2", "12");
    }

    @Test
    void withoutATransactionHooksRunAtOnceExceptThoseForARollback() {
        try (Session session = factory.sessionFactory().openSession()) {
            for (TransactionPhase phase : TransactionPhase.values()) {
                TransactionHooks.at(session, phase, () -> log.add(phase.name()));
            }
        }

        assertThat(log).containsExactly("BEFORE_COMMIT", "AFTER_COMMIT", "AFTER_COMPLETION");
    }

    @Test
    void hooksOfARolledBackTransactionAreForgotten() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            TransactionHooks.onCommit(session, () -> log.add("lost"));
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("lost"));
            session.getTransaction().rollback();
            session.beginTransaction();
            TransactionHooks.onCommit(session, () -> log.add("kept"));
            session.getTransaction().commit();
        }

        assertThat(log).containsExactly("kept");
    }

    @Test
    void hooksOfAStatelessSessionRunToo() {
        factory.sessionFactory()
                .inStatelessTransaction(session -> TransactionHooks.onCommit(session, () -> log.add("committed")));

        assertThat(log).containsExactly("committed");
    }
}
