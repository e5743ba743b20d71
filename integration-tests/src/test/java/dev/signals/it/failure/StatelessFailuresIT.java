package dev.signals.it.failure;

import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.sql.Connection;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stateless sessions: POST_SAVE comes after each statement, or before its batch is sent; the end is told as of any session. */
@OnEveryDatabase
class StatelessFailuresIT {

    private final Bank bank;

    StatelessFailuresIT(Database database) {
        bank = new Bank(database);
    }

    @BeforeEach
    void assumeThatTheSessionIsTold() {
        assumeThatStatelessSessionsAreTold();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void aCommitIsTold() {
        bank.sessionFactory().inStatelessTransaction(session -> session.insert(new Account("a")));

        assertThat(bank.told().afterCommit()).containsExactly("created a");
        assertThat(bank.told().afterCompletion()).containsExactly("created a");
    }

    @Test
    void aStatementThatFailsIsNotAnnouncedAndWhatCameBeforeIsRolledBack() {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Account("a"));
            assertThatThrownBy(() -> session.insert(new Account("kept"))).isInstanceOf(RuntimeException.class);
            session.getTransaction().rollback();

            toldOfARollbackOf("created a");
            nextTransactionIsToldAlone(session);
        }
    }

    @Test
    void aBatchThatFailsIsToldOfARollbackOnly() {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> session.insertMultiple(
                            List.of(new Account("a"), new Account("kept", "other"), new Account("b"))))
                    .isInstanceOf(RuntimeException.class);
            session.getTransaction().rollback();

            // The last one fills the batch, which is sent before it is announced; until then nobody knew that it would
            // fail.
            toldOfARollbackOf("created a", "created kept");
            nextTransactionIsToldAlone(session);
        }
    }

    @Test
    void aConstraintBrokenAtTheEndIsToldOfARollbackOnly() {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Account("a"));
            assertThat(catchThrowable(() -> {
                        session.insert(new Account("b", "kept"));
                        session.getTransaction().commit();
                    }))
                    .isNotNull();
            if (session.getTransaction().isActive()) {
                session.getTransaction().rollback();
            }
        }

        // Told when the session is closed, where Hibernate says nothing of a commit that the database refuses.
        toldOfARollbackOf(bank.isPostgres() ? new String[] {"created a", "created b"} : new String[] {"created a"});
        bank.nextSessionIsToldAlone();
    }

    @Test
    void ofALostConnectionNobodyKnowsTheEnd() {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Account("a"));
            session.doWork(Connection::close);
            assertThat(catchThrowable(() -> session.getTransaction().commit())).isNotNull();
        }

        assertThat(bank.told().atOnce()).containsExactly("created a");
        assertThat(bank.told().afterCommit()).isEmpty();
        assertThat(bank.told().afterRollback()).isEmpty();
        assertThat(bank.told().afterCompletion()).containsExactly("created a");
        assertThat(bank.rows()).containsExactly(Bank.rowsUntouched());
        bank.nextSessionIsToldAlone();
    }

    @Test
    void aSessionLeftOpenIsNotTakenForCommitted() {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Account("a"));
            session.doWork(Connection::rollback);
        }

        assertThat(bank.told().atOnce()).containsExactly("created a");
        assertThat(bank.told().afterCommit()).isEmpty();
        bank.nextSessionIsToldAlone();
    }

    private void toldOfARollbackOf(String... written) {
        assertThat(bank.told().atOnce()).containsExactly(written);
        assertThat(bank.told().afterCommit()).isEmpty();
        assertThat(bank.told().afterRollback()).containsExactly(written);
        assertThat(bank.told().afterCompletion()).containsExactly(written);
        assertThat(bank.rows()).containsExactly(Bank.rowsUntouched());
    }

    private void nextTransactionIsToldAlone(StatelessSession session) {
        bank.told().clear();
        session.beginTransaction();
        session.insert(new Account("next"));
        session.getTransaction().commit();

        assertThat(bank.told().afterCommit()).containsExactly("created next");
        assertThat(bank.told().afterCompletion()).containsExactly("created next");
        assertThat(bank.told().afterRollback()).isEmpty();
    }
}
