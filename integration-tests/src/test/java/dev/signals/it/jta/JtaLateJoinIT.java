package dev.signals.it.jta;

import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is handed over before Hibernate has noticed that the transaction of the thread is another one. */
@OnEveryDatabase
class JtaLateJoinIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<String> log = new ArrayList<>();

    JtaLateJoinIT(Database database) {
        factory = JtaFactory.of(database);
        sessions = factory.sessionFactory();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aStatelessSessionOpenedBeforeTheTransactionAnnouncesAfterItsCommit() throws Exception {
        assumeThatStatelessSessionsAreTold();
        factory.logCommits(log);
        try (StatelessSession session = sessions.openStatelessSession()) {
            inTransaction(() -> {
                session.insert(new Note("a"));
                log.add("inserted");
            });
        }

        assertThat(log).containsExactly("inserted", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void aHookOfASessionOpenedBeforeTheTransactionWaitsForItsCommit() throws Exception {
        try (Session session = sessions.openSession()) {
            inTransaction(() -> {
                TransactionHooks.onCommit(session, () -> log.add("committed"));
                log.add("handed over");
            });
        }

        assertThat(log).containsExactly("handed over", "committed");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aHookOfATransactionThatHasTimedOutDoesNotRun() throws Exception {
        Session session = sessions.openSession();
        timeOut(session);
        // Hibernate tells of the timeout at the next use of the session, whatever that is
        catchThrowable(() -> TransactionHooks.onCommit(session, () -> log.add("committed")));
        MANAGER.rollback();
        catchThrowable(session::close);

        assertThat(log).isEmpty();
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aHookOfTheTransactionAfterATimeoutIsNotLost() throws Exception {
        try (Session session = sessions.openSession()) {
            timeOut(session);
            MANAGER.rollback();

            inTransaction(() -> {
                Runnable work = () -> log.add("committed");
                if (catchThrowable(() -> TransactionHooks.onCommit(session, work)) != null) {
                    TransactionHooks.onCommit(session, work);
                }
                log.add("handed over");
            });
            assertThat(log).containsExactly("handed over", "committed");
        }

        assertThat(factory.notes()).isEmpty();
    }

    private static void timeOut(Session session) throws Exception {
        Timeout.ofTransaction(() -> {
            session.persist(new Note("late"));
            session.flush();
        });
    }
}
