package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each way to fail, with one change of each kind before. */
@OnEveryDatabase
class FailuresIT {

    private final Bank bank;

    FailuresIT(Database database) {
        bank = new Bank(database);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    /** What the others are worth: without a failure everything is told. */
    @Test
    void withoutAFailureEverythingIsTold() {
        bank.factory().inTransaction(bank::change);

        assertThat(bank.told().atOnce()).containsExactly(Bank.toldOfChange());
        assertThat(bank.told().afterCommit()).containsExactly(Bank.toldOfChange());
        assertThat(bank.told().afterCompletion()).containsExactly(Bank.toldOfChange());
        assertThat(bank.told().afterRollback()).isEmpty();
        assertThat(bank.rows()).containsExactly(Bank.rowsChanged());
    }

    @TestFactory
    Stream<DynamicTest> nothingIsToldAfterACommitAndEverythingAfterTheRollback() {
        return eachFailure((failure, session) -> {
            session.close();
            assertThat(bank.told().afterCommit()).isEmpty();
            assertThat(bank.rows()).containsExactly(Bank.rowsUntouched());
            if (!failure.isRollbackFailing() && !failure.isEndUnknown()) {
                assertThat(bank.told().afterRollback()).isEqualTo(bank.told().atOnce());
            }
            if (!failure.isRollbackFailing()) {
                assertThat(bank.told().afterCompletion()).isEqualTo(bank.told().atOnce());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theNextTransactionsAreToldAlone() {
        return eachFailure((failure, session) -> {
            if (!failure.isFatal()) {
                bank.nextTransactionIsToldAlone(session);
            }
            session.close();
            bank.nextSessionIsToldAlone();
        });
    }

    @TestFactory
    Stream<DynamicTest> aRetryInANewSessionAnnouncesEveryChangeOnce() {
        return eachFailure((failure, session) -> {
            session.close();
            bank.told().clear();
            bank.factory().inTransaction(bank::change);
            assertThat(bank.told().atOnce()).containsExactly(Bank.toldOfChange());
            assertThat(bank.told().afterCommit()).containsExactly(Bank.toldOfChange());
            assertThat(bank.told().afterRollback()).isEmpty();
            assertThat(bank.rows()).containsExactly(Bank.rowsChanged());
        });
    }

    private Stream<DynamicTest> eachFailure(BiConsumer<Failure, Session> check) {
        return Failure.on(bank).stream()
                .map(failure -> dynamicTest(failure.name(), () -> {
                    bank.reset();
                    try (Session session = bank.sessionFactory().openSession()) {
                        session.beginTransaction();
                        bank.change(session);
                        fail(failure, session);
                        check.accept(failure, session);
                    }
                }));
    }

    private void fail(Failure failure, Session session) {
        Throwable thrown = catchThrowable(() -> failure.happen(bank, session));
        assertThat(thrown != null).as("%s throws: %s", failure, thrown).isEqualTo(failure.isThrown());
        if (session.getTransaction().isActive()) {
            Throwable again = catchThrowable(() -> session.getTransaction().rollback());
            assertThat(again != null).as("%s", again).isEqualTo(failure.isRollbackFailing());
        }
    }
}
