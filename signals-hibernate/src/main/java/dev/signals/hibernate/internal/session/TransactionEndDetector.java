package dev.signals.hibernate.internal.session;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Detects ends of a session's transactions that Hibernate does not report: a transaction that has ended silently, for
 * example because its rollback failed, and a transaction whose outcome is unknown.
 */
final class TransactionEndDetector implements TransactionObserver {

    private static final int SECONDS_TO_ANSWER = 5;

    private final SharedSessionContractImplementor session;
    private final TransactionCoordinator coordinator;
    private final RollbackMark mark;
    private final BeforeCommitCallbacks beforeCommit;
    private final Runnable begun;
    private final Consumer<Boolean> endedUnreported;
    private boolean underWay;
    private boolean closed;

    /**
     * @param mark the mark for rollback, which is checked as late as possible
     * @param beforeCommit the callbacks for the commit; some may be added after it has begun
     * @param begun called when a transaction has begun
     * @param endedUnreported called when the transaction turns out to have ended, with true if it has been committed
     */
    TransactionEndDetector(
            SharedSessionContractImplementor session,
            RollbackMark mark,
            BeforeCommitCallbacks beforeCommit,
            Runnable begun,
            Consumer<Boolean> endedUnreported) {
        this.session = session;
        this.coordinator = session.getTransactionCoordinator();
        this.mark = mark;
        this.beforeCommit = beforeCommit;
        this.begun = begun;
        this.endedUnreported = endedUnreported;
    }

    void start() {
        underWay = session.isTransactionInProgress();
        coordinator.addObserver(this);
    }

    @Override
    public void afterBegin() {
        endIfUnreported(false);
        underWay = true;
        begun.run();
    }

    /**
     * Ends the commit if receivers have marked it, and runs the last callbacks. Hibernate calls this after every {@code
     * Synchronization}. With JTA it does so even if the flush of the commit has failed; then the transaction is marked.
     */
    @Override
    public void beforeCompletion() {
        mark.commitGoesOn();
        beforeCommit.comesLast();
    }

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        if (closed) {
            coordinator.removeObserver(this);
        }
    }

    /** Records that Hibernate has reported the end. */
    void reported() {
        underWay = false;
    }

    /**
     * Stops watching when the session is closed. Its transaction may go on. With JTA it may also have been committed a moment ago:
     * Hibernate reports nothing to a session that another {@code Synchronization} closes then, as that of a bean that is
     * {@code @TransactionScoped} does.
     */
    void sessionClosed() {
        closed = true;
        if (!coordinator.isTransactionActive()) {
            coordinator.removeObserver(this);
            endIfUnreported(underWay && status() == TransactionStatus.COMMITTED);
        }
    }

    private void endIfUnreported(boolean committed) {
        if (underWay) {
            underWay = false;
            endedUnreported.accept(committed);
        }
    }

    private TransactionStatus status() {
        return coordinator.getTransactionDriverControl().getStatus();
    }

    /**
     * Returns whether the commit has failed and the database cannot be asked any more. It may have committed before the
     * connection was lost. A database that still answers has refused the commit and rolled back.
     */
    boolean isOutcomeUnknown() {
        return status() == TransactionStatus.FAILED_COMMIT && !isConnectionAlive();
    }

    private boolean isConnectionAlive() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        try {
            return connection.isPhysicallyConnected()
                    && connection.getPhysicalConnection().isValid(SECONDS_TO_ANSWER);
        } catch (SQLException | RuntimeException e) {
            return false; // no answer
        }
    }
}
