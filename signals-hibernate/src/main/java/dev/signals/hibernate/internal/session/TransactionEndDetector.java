package dev.signals.hibernate.internal.session;

import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Watches the transactions of one session for what Hibernate does not tell: that one has ended without a word, as when its
 * rollback fails, and that nobody knows how one has ended.
 */
final class TransactionEndDetector implements TransactionObserver {

    private static final int SECONDS_TO_ANSWER = 5;

    private final SharedSessionContractImplementor session;
    private final TransactionCoordinator coordinator;
    private final RollbackMark mark;
    private final BeforeCommitCallbacks beforeCommit;
    private final Runnable endedUntold;
    private boolean underWay;
    private boolean closed;

    /**
     * @param mark what receivers may set in the transaction, to be looked at as late as possible
     * @param beforeCommit what waits for the commit, of which there may be more since it has begun
     * @param endedUntold called when the transaction turns out to have ended
     */
    TransactionEndDetector(
            SharedSessionContractImplementor session,
            RollbackMark mark,
            BeforeCommitCallbacks beforeCommit,
            Runnable endedUntold) {
        this.session = session;
        this.coordinator = session.getTransactionCoordinator();
        this.mark = mark;
        this.beforeCommit = beforeCommit;
        this.endedUntold = endedUntold;
    }

    void start() {
        underWay = session.isTransactionInProgress();
        coordinator.addObserver(this);
    }

    @Override
    public void afterBegin() {
        endIfUntold();
        underWay = true;
    }

    /**
     * Hibernate calls this after every {@code Synchronization}. With JTA it does so although the flush of the commit has failed;
     * then the transaction is marked.
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

    /** Called when Hibernate tells the end. */
    void told() {
        underWay = false;
    }

    /** Called when the session is closed; its transaction may go on. */
    void sessionClosed() {
        closed = true;
        if (!coordinator.isTransactionActive()) {
            coordinator.removeObserver(this);
            endIfUntold();
        }
    }

    private void endIfUntold() {
        if (underWay) {
            underWay = false;
            endedUntold.run();
        }
    }

    /**
     * Whether the commit has failed and the database cannot be asked any more: it may have committed before the connection
     * was lost. A database that still answers has refused the commit, and rolled back.
     */
    boolean isOutcomeUnknown() {
        return coordinator.getTransactionDriverControl().getStatus() == TransactionStatus.FAILED_COMMIT
                && !isConnectionAlive();
    }

    private boolean isConnectionAlive() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        try {
            return connection.isPhysicallyConnected()
                    && connection.getPhysicalConnection().isValid(SECONDS_TO_ANSWER);
        } catch (SQLException | RuntimeException e) {
            return false; // asked in vain
        }
    }
}
