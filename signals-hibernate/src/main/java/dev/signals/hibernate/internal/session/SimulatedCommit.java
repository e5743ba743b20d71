package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A commit that is simulated for a test whose transaction will be rolled back. What a commit writes is written, and what
 * waits for it is called, but the transaction stays open. Used only by the thread of the test.
 */
public final class SimulatedCommit {

    private final Thread thread = Thread.currentThread();
    private final SessionStates states;
    private final Consumer<Throwable> failures;

    /**
     * @param failures gets the failures of callbacks, which have been logged
     */
    SimulatedCommit(SessionStates states, Consumer<Throwable> failures) {
        this.states = states;
        this.failures = failures;
    }

    boolean isOfThisThread() {
        return Thread.currentThread() == thread;
    }

    void failed(Throwable failure) {
        failures.accept(failure);
    }

    /**
     * Runs work in a session of its own and in what looks like a transaction of its own: it shares the connection, because
     * nobody else sees the rows of the test, and its commit is simulated, too. A failure takes back only the work.
     *
     * @param owner the session of the transaction whose commit is simulated
     */
    public <R> R inNewTransaction(SharedSessionContractImplementor owner, Function<Session, R> work) {
        try (Session session =
                HibernateAdapter.sessionWithOptions(owner).connection().openSession()) {
            SessionImplementor implementor = (SessionImplementor) session;
            SessionState state = states.ofOwnTransaction(implementor);
            R result = isJta(owner)
                    ? state.simulateUntilCommit(() -> work.apply(session)) // a connection of JTA has no savepoints
                    : SavepointScope.run(
                            implementor, state, () -> state.simulateUntilCommit(() -> work.apply(session)));
            state.simulateEnd(this);
            states.of(owner).transactionCallbacks().takeRollbacksOf(state.transactionCallbacks());
            return result;
        }
    }

    private static boolean isJta(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }
}
