package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that are closed before their transaction has ended. */
@OnEveryDatabase
class LeftOpenIT {

    private final Database database;
    private final Bank bank;

    LeftOpenIT(Database database) {
        this.database = database;
        bank = new Bank(database);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void aSessionClosedBeforeTheFlushAnnouncesNothingAsDone() {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            bank.change(session);
        }

        assertThat(bank.told().all()).isEmpty();
        assertThat(bank.rows()).containsExactly(Bank.rowsUntouched());
        bank.nextSessionIsToldAlone();
    }

    /** What becomes of the rows only the pool knows, to which the connection goes back: Hibernate's own one commits. */
    @Test
    void aSessionClosedAfterTheFlushIsNotTakenForCommitted() {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            bank.change(session);
            session.flush();
        }

        assertThat(bank.told().atOnce()).containsExactly(Bank.toldOfChange());
        assertThat(bank.told().afterCommit()).isEmpty();
        bank.nextSessionIsToldAlone();
    }

    @Test
    void aSessionClosedAfterTheConnectionRolledBackIsNotTakenForCommitted() {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            bank.change(session);
            session.flush();
            session.doWork(Connection::rollback);
        }

        assertThat(bank.told().atOnce()).containsExactly(Bank.toldOfChange());
        assertThat(bank.told().afterCommit()).isEmpty();
        assertThat(bank.rows()).containsExactly(Bank.rowsUntouched());
        bank.nextSessionIsToldAlone();
    }

    @Test
    void anEntityManagerClosedBeforeTheCommitIsToldOfIt() {
        withEntityManager((entityManager, told) -> {
            EntityTransaction transaction = entityManager.getTransaction();
            transaction.begin();
            entityManager.persist(new Account("flushed"));
            entityManager.flush();
            entityManager.persist(new Account("not flushed"));
            entityManager.close();
            assertThat(told.afterCommit()).isEmpty();
            transaction.commit();

            assertThat(told.atOnce()).containsExactly("created flushed", "created not flushed");
            assertThat(told.afterCommit()).isEqualTo(told.atOnce());
            assertThat(told.afterCompletion()).isEqualTo(told.atOnce());
            assertThat(told.afterRollback()).isEmpty();
        });
    }

    @Test
    void anEntityManagerClosedBeforeTheRollbackIsToldOfIt() {
        withEntityManager((entityManager, told) -> {
            EntityTransaction transaction = entityManager.getTransaction();
            transaction.begin();
            entityManager.persist(new Account("flushed"));
            entityManager.flush();
            entityManager.close();
            transaction.rollback();

            assertThat(told.afterCommit()).isEmpty();
            assertThat(told.afterRollback()).containsExactly("created flushed");
            assertThat(told.afterCompletion()).containsExactly("created flushed");
        });
    }

    @Test
    void anEntityManagerClosedAndThenMarkedForRollbackIsToldOfTheRollback() {
        withEntityManager((entityManager, told) -> {
            EntityTransaction transaction = entityManager.getTransaction();
            transaction.begin();
            entityManager.persist(new Account("flushed"));
            entityManager.flush();
            entityManager.close();
            transaction.setRollbackOnly();
            transaction.commit();

            assertThat(told.afterCommit()).isEmpty();
            assertThat(told.afterRollback()).containsExactly("created flushed");
        });
    }

    /** Such an entity manager does not wait for its transaction, and its connection is gone by then. */
    @Test
    void anEntityManagerMarkedForRollbackAndThenClosedAnnouncesNothingAsDone() {
        withEntityManager((entityManager, told) -> {
            EntityTransaction transaction = entityManager.getTransaction();
            transaction.begin();
            entityManager.persist(new Account("flushed"));
            entityManager.flush();
            transaction.setRollbackOnly();
            entityManager.close();
            assertThat(catchThrowable(transaction::commit)).hasStackTraceContaining("is closed");

            assertThat(told.atOnce()).containsExactly("created flushed");
            assertThat(told.afterCommit()).isEmpty();
        });
    }

    @Test
    void anEntityManagerClosedAndNeverCommittedAnnouncesNothingAsDone() {
        withEntityManager((entityManager, told) -> {
            entityManager.getTransaction().begin();
            entityManager.persist(new Account("flushed"));
            entityManager.flush();
            entityManager.close();

            assertThat(told.atOnce()).containsExactly("created flushed");
            assertThat(told.afterCommit()).isEmpty();
            // Its connection is held for the commit that may come, and must not keep the database from being dropped.
            entityManager.getTransaction().rollback();
        });
    }

    /** Does the work, then checks that a new entity manager is told only of what it does itself. */
    private void withEntityManager(BiConsumer<EntityManager, Told> work) {
        try (TestDatabase own = database.create();
                EntityManagerFactory entityManagers = new PersistenceConfiguration("bank")
                        .properties(own.settings())
                        .property("hibernate.hbm2ddl.auto", "create-only")
                        .managedClass(Account.class)
                        .createEntityManagerFactory();
                Told told = Told.by(ModelSignals.of(entityManagers))) {
            work.accept(entityManagers.createEntityManager(), told);

            told.clear();
            entityManagers.runInTransaction(next -> next.persist(new Account("next")));
            assertThat(told.atOnce()).containsExactly("created next");
            assertThat(told.afterCommit()).containsExactly("created next");
            assertThat(told.afterRollback()).isEmpty();
        }
    }
}
