package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two transactions of which the database lets one fail: it is tried again, and each committed change is announced once. */
@OnEveryDatabase
class ConflictsIT {

    private final Bank bank;

    ConflictsIT(Database database) {
        bank = new Bank(database);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void theVictimOfADeadlockIsToldOfARollbackAndItsRetryOfACommit() throws Exception {
        AtomicInteger victims = new AtomicInteger();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        CountDownLatch otherCommitted = new CountDownLatch(1);

        inTwoThreads(
                () -> inTurn(bothHoldOne, otherCommitted, victims, "kept", "changed"),
                () -> inTurn(bothHoldOne, otherCommitted, victims, "changed", "kept"));

        assertThat(victims).hasValue(1);
        assertThat(bank.rows()).containsExactly("changed 2 0", "kept 2 0", "removed 0 0");
        assertThat(bank.told().afterCommit())
                .containsExactlyInAnyOrder("updated kept", "updated kept", "updated changed", "updated changed");
        assertThat(bank.told().afterRollback())
                .containsAnyOf("updated kept", "updated changed")
                .hasSize(1);
        assertThat(bank.told().afterCompletion()).hasSize(5);
        bank.nextSessionIsToldAlone();
    }

    /** Adds to two accounts, and once more if that fails; the other thread does so in the opposite order. */
    private Void inTurn(
            CyclicBarrier bothHoldOne,
            CountDownLatch otherCommitted,
            AtomicInteger victims,
            String first,
            String second)
            throws Exception {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            add(session, first);
            bothHoldOne.await(30, TimeUnit.SECONDS);
            try {
                add(session, second);
                session.getTransaction().commit();
                otherCommitted.countDown();
                return null;
            } catch (RuntimeException e) {
                assertThat(sqlState(e)).isIn("40P01", "40001"); // PostgreSQL, H2
                session.getTransaction().rollback();
            }
        }
        victims.incrementAndGet();
        assertThat(otherCommitted.await(30, TimeUnit.SECONDS)).isTrue();
        bank.factory().inTransaction(session -> {
            add(session, first);
            add(session, second);
        });
        return null;
    }

    @Test
    void aTransactionThatCannotBeSerializedIsToldOfARollbackAndItsRetryOfACommit() {
        assumeThat(bank.isPostgres()).as("a database that finds write skew").isTrue();

        try (Session first = bank.sessionFactory().openSession();
                Session second = bank.sessionFactory().openSession()) {
            beginSerializable(first);
            beginSerializable(second);
            takeFromTheRicher(first, "kept", "changed");
            takeFromTheRicher(second, "changed", "kept");
            first.getTransaction().commit();
            Throwable failure = catchThrowable(() -> second.getTransaction().commit());
            assertThat(sqlState(failure)).isEqualTo("40001");
            second.clear();
            beginSerializable(second);
            assertThat(bank.told().afterCommit()).containsExactly("updated kept");
            assertThat(bank.told().afterRollback())
                    .isEqualTo(
                            bank.told().atOnce().subList(1, bank.told().atOnce().size()));
            takeFromTheRicher(second, "changed", "kept");
            second.getTransaction().commit();
        }

        assertThat(bank.told().afterCommit()).containsExactly("updated kept", "updated changed");
        assertThat(bank.rows()).containsExactly("changed -1 0", "kept -1 0", "removed 0 0");
        bank.nextSessionIsToldAlone();
    }

    private static void beginSerializable(Session session) {
        session.beginTransaction();
        Bank.execute(session, "set transaction isolation level serializable");
    }

    /** Reads both and writes one, so that two of them in parallel are not as if one came after the other. */
    private static void takeFromTheRicher(Session session, String from, String other) {
        int all = session.find(Account.class, from).balance + session.find(Account.class, other).balance;
        assertThat(all).isLessThanOrEqualTo(0);
        session.find(Account.class, from).balance--;
        session.flush();
    }

    @Test
    void aTransactionThatMeetsANewerVersionIsToldOfARollbackAndItsRetryOfACommit() {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            Account changed = session.find(Account.class, "changed");
            session.persist(new Account("written before"));
            session.flush();
            bank.factory().inTransaction(other -> add(other, "changed"));
            changed.balance = 10;
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(OptimisticLockException.class);
            assertThat(bank.told().afterCommit()).containsExactly("updated changed");
            assertThat(bank.told().afterRollback()).containsExactly("created written before");

            session.clear();
            session.beginTransaction();
            add(session, "changed");
            session.getTransaction().commit();
        }

        assertThat(bank.told().afterCommit()).containsExactly("updated changed", "updated changed");
        assertThat(bank.told().afterRollback()).containsExactly("created written before");
        assertThat(bank.rows()).containsExactly("changed 2 0", "kept 0 0", "removed 0 0");
    }

    @Test
    void aTransactionThatGivesUpWaitingIsToldOfARollbackAndItsRetryOfACommit() {
        try (Session holder = bank.sessionFactory().openSession();
                Session waiting = bank.sessionFactory().openSession()) {
            holder.beginTransaction();
            add(holder, "changed");
            waiting.beginTransaction();
            add(waiting, "kept");
            Bank.execute(waiting, bank.isPostgres() ? "set local lock_timeout = 50" : "set lock_timeout 50");
            assertThatThrownBy(() -> add(waiting, "changed")).isInstanceOf(RuntimeException.class);
            waiting.getTransaction().rollback();
            assertThat(bank.told().afterRollback()).containsExactly("updated kept");
            holder.getTransaction().commit();
            assertThat(bank.told().afterCommit()).containsExactly("updated changed");

            waiting.clear();
            waiting.beginTransaction();
            add(waiting, "kept");
            add(waiting, "changed");
            waiting.getTransaction().commit();
        }

        assertThat(bank.told().afterCommit()).containsExactly("updated changed", "updated kept", "updated changed");
        assertThat(bank.rows()).containsExactly("changed 2 0", "kept 1 0", "removed 0 0");
    }

    private static void add(Session session, String code) {
        session.find(Account.class, code).balance++;
        session.flush();
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        throw new AssertionError("not of the database", failure);
    }

    private static void inTwoThreads(Callable<Void> one, Callable<Void> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(one, other), 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
