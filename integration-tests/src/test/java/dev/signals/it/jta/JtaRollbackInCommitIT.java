package dev.signals.it.jta;

import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.it.support.CapturedLog;
import jakarta.transaction.RollbackException;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commit of a JTA transaction that rolls back because the application has caught the exception of a receiver. */
@OnEveryDatabase
class JtaRollbackInCommitIT {

    /** The ways to commit. None of their exceptions names the receiver. */
    enum Commit {
        TRANSACTION_MANAGER {
            @Override
            void commit(Session session) throws Exception {
                MANAGER.commit();
            }
        },
        TRANSACTION {
            @Override
            void commit(Session session) throws Exception {
                MANAGER.getTransaction().commit();
            }
        },
        USER_TRANSACTION {
            @Override
            void commit(Session session) throws Exception {
                com.arjuna.ats.jta.UserTransaction.userTransaction().commit();
            }
        },
        HIBERNATE {
            @Override
            void commit(Session session) {
                session.getTransaction().commit();
            }
        };

        abstract void commit(Session session) throws Exception;
    }

    private final JtaFactory factory;
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals");

    JtaRollbackInCommitIT(Database database) {
        factory = JtaFactory.of(database);
    }

    @BeforeEach
    void refuseBadNotes() {
        factory.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("bad")) {
                throw new IllegalStateException("bad note");
            }
        });
    }

    @AfterEach
    void close() {
        log.close();
        factory.close();
    }

    private static void catchFailure(Session session) {
        session.persist(new Note("bad"));
        assertThatThrownBy(session::flush).hasMessage("bad note");
    }

    private void assertWarned() {
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("commit() has rolled back and nothing was committed: receiver lambda in "
                        + getClass().getName() + " of post_save for " + Note.class.getName()
                        + " threw an exception on post_save of " + Note.class.getName() + "#1");
        assertThat(factory.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCommitAfterACaughtExceptionWarnsWithEventAndCause(Commit way) throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            if (way == Commit.HIBERNATE) {
                session.beginTransaction();
            } else {
                MANAGER.begin();
            }
            catchFailure(session);

            assertThatThrownBy(() -> way.commit(session));

            if (MANAGER.getTransaction() != null) { // committed past the manager, which keeps it for the thread
                MANAGER.suspend();
            }
        }

        assertWarned();
    }

    @Test
    void soDoesTheOneOfASessionThatIsClosedBefore() throws Exception {
        MANAGER.begin();
        try (Session session = factory.sessionFactory().openSession()) {
            catchFailure(session);
        }

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertWarned();
    }

    @Test
    void soDoesTheOneOfAStatelessSession() throws Exception {
        assumeThatStatelessSessionsAreTold();
        assumeBefore80("does not mark a stateless session for it");
        MANAGER.begin();
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            assertThatThrownBy(() -> session.insert(new Note("bad"))).hasMessage("bad note");

            assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);
        }

        assertWarned();
    }

    @Test
    void aRollbackIsWhatTheApplicationWants() throws Exception {
        MANAGER.begin();
        catchFailure(factory.sessionFactory().getCurrentSession());

        MANAGER.rollback();

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void anExceptionThatReachesTheCallerOfCommitNeedsNoWarning() throws Exception {
        MANAGER.begin();
        factory.sessionFactory().getCurrentSession().persist(new Note("bad"));

        assertThatThrownBy(MANAGER::commit).hasStackTraceContaining("bad note");

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void aMarkThatTheApplicationSetsNeedsNoWarning() throws Exception {
        MANAGER.begin();
        factory.sessionFactory().getCurrentSession().persist(new Note("a"));
        MANAGER.setRollbackOnly();

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void theNextTransactionOfTheSessionIsNotConcerned() throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            MANAGER.begin();
            catchFailure(session);
            MANAGER.rollback();
            session.clear();

            inTransaction(() -> session.persist(new Note("good")));
        }

        assertThat(log.messages()).isEmpty();
        assertThat(factory.notes()).containsExactly("good");
    }
}
