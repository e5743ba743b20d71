package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.transaction.RollbackException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction that takes too long is rolled back by a thread of the transaction manager. Hibernate puts off what belongs to
 * the end until the session is used again, or closed, by its own thread; so it throws there, once.
 */
@OnEveryDatabase
class JtaTimeoutIT {

    private final JtaFactory factory;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread own = Thread.currentThread();

    JtaTimeoutIT(Database database) {
        factory = JtaFactory.of(database);
    }

    @BeforeEach
    void connect() {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> add("before commit", event.instance()), beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> add("committed", event.instance()), afterCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> add("rolled back", event.instance()), afterRollback());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> add("completed", event.instance()), afterCompletion());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void add(String phase, Note note) {
        log.add(phase + " " + note + (Thread.currentThread() == own ? "" : " in thread " + Thread.currentThread()));
    }

    private static void timeOut(Session session, String text) throws Exception {
        Timeout.ofTransaction(() -> {
            session.persist(new Note(text));
            session.flush();
        });
    }

    private static void refused(Session session) {
        assertThatThrownBy(() -> session.persist(new Note("refused")))
                .hasStackTraceContaining("rolled back in a different thread");
    }

    @Test
    void theReceiversRunWhenTheSessionIsUsedAgainAndInItsOwnThread() throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            timeOut(session, "late");
            assertThat(log).isEmpty();

            refused(session);

            assertThat(log).containsExactly("rolled back late", "completed late");
            assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);
        }

        assertThat(log).containsExactly("rolled back late", "completed late");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void theReceiversRunAtTheLatestWhenTheSessionIsClosed() throws Exception {
        Session session = factory.sessionFactory().openSession();
        timeOut(session, "late");
        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);
        assertThat(log).isEmpty();

        assertThatThrownBy(session::close).hasStackTraceContaining("rolled back in a different thread");

        assertThat(log).containsExactly("rolled back late", "completed late");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void nothingIsKeptForTheNextTransactionOfTheSession() throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            timeOut(session, "late");
            refused(session);
            MANAGER.rollback();
            log.clear();

            inTransaction(() -> session.persist(new Note("next")));
        }

        assertThat(log).containsExactly("before commit next", "committed next", "completed next");
        assertThat(factory.notes()).containsExactly("next");
    }

    @Test
    void aNextTransactionThatBeginsUnawareTakesNothingOver() throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            timeOut(session, "late");
            MANAGER.rollback();

            MANAGER.begin();
            refused(session);
            assertThat(log).containsExactly("rolled back late", "completed late");
            MANAGER.rollback();
            log.clear();

            inTransaction(() -> session.persist(new Note("next")));
        }

        assertThat(log).containsExactly("before commit next", "committed next", "completed next");
        assertThat(factory.notes()).containsExactly("next");
    }

    @Test
    void whatWaitsForThePhasesOfTheCommitIsForgotten() throws Exception {
        try (Session session = factory.sessionFactory().openSession()) {
            Timeout.ofTransaction(() -> {
                session.persist(new Note("never flushed"));
                for (TransactionPhase phase : TransactionPhase.values()) {
                    TransactionHooks.at(session, phase, () -> log.add("hook " + phase));
                }
            });
            MANAGER.rollback();
            refused(session);

            inTransaction(session::flush);
        }

        assertThat(log).containsExactly("hook AFTER_ROLLBACK", "hook AFTER_COMPLETION");
        assertThat(factory.notes()).isEmpty();
    }
}
