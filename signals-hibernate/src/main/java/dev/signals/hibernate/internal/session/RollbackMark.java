package dev.signals.hibernate.internal.session;

import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The mark for rollback that receivers set in a transaction, for all sessions that share it.
 *
 * <p>Hibernate looks at the mark of a local transaction when its commit begins, and not again: one that is set in the flush of
 * the commit, or later, would be ignored. A transaction manager looks until the end, so with JTA there is nothing to do. A mark
 * of others than receivers means what it means without this library.
 */
public final class RollbackMark {

    private final boolean local;
    private boolean committing;
    private @Nullable String setter;

    RollbackMark(SharedSessionContractImplementor session) {
        local = !session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }

    /** Returns whether it is set in a local transaction; to be asked before receivers are called. */
    public boolean isSet(@Nullable SharedSessionContractImplementor session) {
        return local
                && session != null
                && session.isTransactionInProgress()
                && status(session) == TransactionStatus.MARKED_ROLLBACK;
    }

    /**
     * Notes that receivers have set it, if they have. To be called after they were called, unless it was set before.
     *
     * @param event what they were called with, for the message
     * @throws TransactionException if they have, and the commit has begun
     */
    public void look(@Nullable SharedSessionContractImplementor session, Object event) {
        if (isSet(session)) {
            setBy(event);
            if (committing) {
                refuse();
            }
        }
    }

    /** Notes that it is set on account of a receiver. */
    public void setBy(Object event) {
        if (setter == null) {
            setter = event.toString();
        }
    }

    /** Called when the commit has begun, and again later in it: ends it if a receiver has set the mark. */
    void commitGoesOn() {
        committing = true;
        if (local) {
            refuse();
        }
    }

    /** Returns whether the transaction will be rolled back by its transaction manager. */
    boolean isSetForManager(SharedSessionContractImplementor session) {
        return !local && status(session) == TransactionStatus.MARKED_ROLLBACK;
    }

    /** Not by a {@code RollbackException}: up to 7.3 Hibernate takes that for word that somebody has rolled back, and does not. */
    private void refuse() {
        if (setter != null) {
            throw new TransactionException(
                    "nothing was committed: a receiver marked the transaction for rollback while it was being"
                            + " committed, last called with " + setter
                            + "; throw an exception from the receiver instead, to say why, or mark it in a flush() before the commit,"
                            + " which then rolls back without this exception");
        }
    }

    void forget() {
        committing = false;
        setter = null;
    }

    private static TransactionStatus status(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator().getTransactionDriverControl().getStatus();
    }
}
