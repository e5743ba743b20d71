package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commit and rollback, by the transaction manager and by Hibernate's own API. */
@OnEveryDatabase
class JtaCommitIT {

    private final JtaFactory factory;
    private final List<String> log = new ArrayList<>();

    JtaCommitIT(Database database) {
        factory = JtaFactory.of(database);
    }

    @BeforeEach
    void connect() {
        factory.signals().postSave().connect(Note.class, event -> log.add("saved " + event.instance() + status()));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before commit " + event.instance() + status()), beforeCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("committed " + factory.notes()), afterCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("rolled back " + factory.notes()), afterRollback());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("completed " + event.instance()), afterCompletion());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static String status() {
        try {
            return MANAGER.getStatus() == Status.STATUS_ACTIVE ? ", active" : ", status " + MANAGER.getStatus();
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException failing(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void aCommitHasItsPhasesInsideAndBehindTheTransaction() throws Exception {
        inTransaction(() -> {
            Session session = factory.sessionFactory().getCurrentSession();
            session.persist(new Note("a"));
            session.flush();
            log.add("flushed");
        });

        assertThat(log)
                .containsExactly(
                        "saved a, active", "flushed", "before commit a, active", "committed [a]", "completed a");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void theCommitFlushesBeforeItsPhases() throws Exception {
        inTransaction(() -> factory.sessionFactory().getCurrentSession().persist(new Note("a")));

        assertThat(log).containsExactly("saved a, active", "before commit a, active", "committed [a]", "completed a");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void theTransactionApiOfHibernateDoesTheSame() {
        factory.sessionFactory().inTransaction(session -> session.persist(new Note("a")));

        assertThat(log).containsExactly("saved a, active", "before commit a, active", "committed [a]", "completed a");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void updatesAndDeletesAreAnnouncedTooAndTheSessionMayOutliveItsTransactions() throws Exception {
        factory.signals().postDelete().connect(Note.class, event -> log.add("gone " + factory.notes()), afterCommit());
        try (Session session = factory.sessionFactory().openSession()) {
            Note note = new Note("a");
            inTransaction(() -> session.persist(note));
            log.clear();

            inTransaction(() -> {
                session.joinTransaction();
                note.text = "b";
            });
            assertThat(log)
                    .containsExactly("saved b, active", "before commit b, active", "committed [b]", "completed b");
            log.clear();

            inTransaction(() -> session.remove(note));
        }

        assertThat(log).containsExactly("gone []");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void whatAReceiverBeforeTheCommitWritesIsCommittedAndAnnounced() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                event.session().persist(new Note("for a"));
                            }
                        },
                        beforeCommit());

        inTransaction(() -> factory.sessionFactory().getCurrentSession().persist(new Note("a")));

        assertThat(log)
                .containsExactly(
                        "saved a, active",
                        "before commit a, active",
                        "saved for a, active",
                        "before commit for a, active",
                        "committed [a, for a]",
                        "committed [a, for a]",
                        "completed a",
                        "completed for a");
        assertThat(factory.notes()).containsExactly("a", "for a");
    }

    @Test
    void aRollbackHasNoPhaseOfACommit() throws Exception {
        MANAGER.begin();
        Session session = factory.sessionFactory().getCurrentSession();
        session.persist(new Note("a"));
        session.flush();
        MANAGER.rollback();

        assertThat(log).containsExactly("saved a, active", "rolled back []", "completed a");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aCommitOfWhatIsMarkedForRollbackIsARollback() throws Exception {
        MANAGER.begin();
        Session session = factory.sessionFactory().getCurrentSession();
        session.persist(new Note("a"));
        session.flush();
        MANAGER.setRollbackOnly();

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertThat(log).containsExactly("saved a, active", "rolled back []", "completed a");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aReceiverThatFailsAtTheCommitRollsBack() throws Exception {
        factory.signals().postSave().connect(Note.class, event -> {
            throw failing("veto");
        });
        MANAGER.begin();
        factory.sessionFactory().getCurrentSession().persist(new Note("a"));

        assertThatThrownBy(MANAGER::commit)
                .isInstanceOf(RollbackException.class)
                .hasStackTraceContaining("veto");

        assertThat(log).doesNotContain("committed [a]", "committed []").contains("rolled back []", "completed a");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aReceiverThatFailsBeforeTheCommitRollsBack() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw failing("veto");
                        },
                        beforeCommit());
        MANAGER.begin();
        factory.sessionFactory().getCurrentSession().persist(new Note("a"));

        assertThatThrownBy(MANAGER::commit)
                .isInstanceOf(RollbackException.class)
                .hasStackTraceContaining("veto");

        assertThat(log).containsExactly("saved a, active", "before commit a, active", "rolled back []", "completed a");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aReceiverThatFailsAfterTheCommitHarmsNothing() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw failing("too late");
                        },
                        afterCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("next"), afterCommit());

        try (Session session = factory.sessionFactory().openSession()) {
            inTransaction(() -> session.persist(new Note("a")));
            inTransaction(() -> session.persist(new Note("b")));
        }

        assertThat(log)
                .containsExactly(
                        "saved a, active",
                        "before commit a, active",
                        "committed [a]",
                        "next",
                        "completed a",
                        "saved b, active",
                        "before commit b, active",
                        "committed [a, b]",
                        "next",
                        "completed b");
        assertThat(factory.notes()).containsExactly("a", "b");
    }

    @Test
    void hooksWaitForTheirPhase() throws Exception {
        inTransaction(() -> {
            Session session = factory.sessionFactory().getCurrentSession();
            TransactionHooks.at(session, TransactionPhase.AFTER_COMPLETION, () -> log.add("hook completed"));
            TransactionHooks.at(session, TransactionPhase.AFTER_ROLLBACK, () -> log.add("hook rolled back"));
            TransactionHooks.onCommit(session, () -> log.add("hook committed " + factory.notes()));
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Note("by a hook")));
            log.add("handed over");
        });

        assertThat(log)
                .containsExactly(
                        "handed over",
                        "saved by a hook, active",
                        "before commit by a hook, active",
                        "hook committed [by a hook]",
                        "committed [by a hook]",
                        "hook completed",
                        "completed by a hook");
        assertThat(factory.notes()).containsExactly("by a hook");
    }

    @Test
    void hooksOfWhatIsMarkedForRollbackWaitForTheRollback() throws Exception {
        MANAGER.begin();
        Session session = factory.sessionFactory().getCurrentSession();
        MANAGER.setRollbackOnly();
        TransactionHooks.onCommit(session, () -> log.add("hook committed"));
        TransactionHooks.at(session, TransactionPhase.AFTER_ROLLBACK, () -> log.add("hook rolled back"));
        log.add("handed over");
        MANAGER.rollback();

        assertThat(log).containsExactly("handed over", "hook rolled back");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void hooksOfAStatelessSessionWaitToo() throws Exception {
        assumeThatStatelessSessionsAreTold();
        inTransaction(() -> {
            StatelessSession session = factory.sessionFactory().openStatelessSession();
            session.insert(new Note("a"));
            TransactionHooks.onCommit(session, () -> log.add("hook committed " + factory.notes()));
            log.add("handed over");
        });

        assertThat(log)
                .containsExactly(
                        "saved a, active",
                        "handed over",
                        "before commit a, active",
                        "committed [a]",
                        "hook committed [a]",
                        "completed a");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void whatASessionHasFlushedBeforeItIsClosedIsAnnouncedAfterTheCommit() throws Exception {
        inTransaction(() -> {
            try (Session session = factory.sessionFactory().openSession()) {
                session.persist(new Note("a"));
                session.flush();
            }
            log.add("closed");
        });

        assertThat(log)
                .containsExactly(
                        "saved a, active", "closed", "before commit a, active", "committed [a]", "completed a");
        assertThat(factory.notes()).containsExactly("a");
    }
}
