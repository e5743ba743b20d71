package dev.signals.hibernate.internal.session;

import dev.signals.Connection;
import dev.signals.SignalReceiverException;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The mark for rollback that receivers set in a transaction, for all sessions that share it.
 *
 * <p>For a local transaction, Hibernate checks the mark only when the commit begins. A mark that is set in the flush of the
 * commit, or later, would be ignored. A transaction manager checks until the end, so nothing has to be done with JTA. A mark
 * that is not set by a receiver keeps the meaning it has without this library.
 */
public final class RollbackMark {

    private static final String SPRING = "org.springframework.transaction.support.AbstractPlatformTransactionManager";

    private final boolean local;
    private final SessionFactoryImplementor factory;
    private boolean committing;
    private @Nullable String setter;
    private @Nullable Throwable thrown;
    private long commitsWhenThrown;

    RollbackMark(SharedSessionContractImplementor session) {
        local = !session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
        factory = session.getFactory();
    }

    /** Returns whether the mark is set in a local transaction. Ask before receivers are called. */
    public boolean isSet(@Nullable SharedSessionContractImplementor session) {
        return local
                && session != null
                && session.isTransactionInProgress()
                && status(session) == TransactionStatus.MARKED_ROLLBACK;
    }

    /**
     * Checks whether receivers have set the mark, and records it. Call it after the receivers, unless the mark was set
     * before.
     *
     * @param event the event of these receivers, for the message
     * @throws TransactionException if they have set the mark and the commit has begun
     */
    public void look(@Nullable SharedSessionContractImplementor session, Object event) {
        if (isSet(session)) {
            setBy(event);
            if (committing) {
                refuse();
            }
        }
    }

    /** Records that the mark is set because of a receiver. */
    public void setBy(Object event) {
        if (setter == null) {
            setter = event.toString();
        }
    }

    /** Records that the mark is set because a receiver has thrown an exception. */
    public void setBy(Object event, Throwable failure) {
        setBy(event);
        if (thrown == null) {
            thrown = failure;
            commitsWhenThrown = commitCalls();
        }
    }

    /**
     * Warns if the application has called {@code commit()}, although a receiver had thrown an exception: Hibernate's own
     * {@code commit()} then rolls back without a word, and other ones do not name the cause. Called when the transaction has
     * been rolled back.
     */
    void warnOfRollbackInCommit() {
        if (thrown != null && commitCalls() > commitsWhenThrown) {
            System.getLogger("dev.signals.hibernate.ModelSignals")
                    .log(
                            Level.WARNING,
                            "commit() has rolled back and nothing was committed: "
                                    + SignalReceiverException.connectionOf(thrown)
                                            .map(Connection::toString)
                                            .orElse("a receiver")
                                    + " threw an exception on " + setter
                                    + ", which the application has caught; let the exception end the transaction, or connect"
                                    + " the receiver with onError(ErrorPolicy.ISOLATE) if its failure must not matter",
                            thrown);
        }
    }

    /**
     * Returns how many calls of {@code commit()}, of Hibernate, of JTA or of Spring, are under way in this thread. A call
     * that was under way when the receiver threw gets the exception, or belongs to another transaction.
     */
    private long commitCalls() {
        TransactionManager manager = local ? null : EndedJtaTransaction.manager(factory);
        UserTransaction user = local ? null : EndedJtaTransaction.userTransaction(factory);
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getMethodName().equals("commit"))
                        .map(StackWalker.StackFrame::getDeclaringClass)
                        // a transaction manager may inherit the method from a class that is none
                        .filter(type -> isTransaction(type) || type.isInstance(manager) || type.isInstance(user))
                        .count());
    }

    private static boolean isTransaction(Class<?> type) {
        return EntityTransaction.class.isAssignableFrom(type)
                || Transaction.class.isAssignableFrom(type)
                || TransactionManager.class.isAssignableFrom(type)
                || UserTransaction.class.isAssignableFrom(type)
                || type.getName().equals(SPRING);
    }

    /** Ends the commit if a receiver has set the mark. Called when the commit has begun, and again later in it. */
    void commitGoesOn() {
        committing = true;
        if (local) {
            refuse();
        }
    }

    /**
     * Refuses to simulate a commit that would roll back.
     *
     * @throws IllegalStateException if the transaction is marked for rollback
     */
    void refuseSimulatedCommit(SharedSessionContractImplementor session) {
        if (isMarked(session)) {
            throw new IllegalStateException(
                    "runAfterCommit() cannot call receivers: the transaction is marked for rollback"
                            + (setter == null ? "" : " since " + setter)
                            + ", so a commit would roll it back; look for the exception that has marked it");
        }
    }

    /** Returns whether the transaction will be rolled back, whoever has marked it. */
    boolean isMarked(SharedSessionContractImplementor session) {
        return status(session) == TransactionStatus.MARKED_ROLLBACK;
    }

    /** Returns whether the transaction manager will roll the transaction back. */
    boolean isSetForManager(SharedSessionContractImplementor session) {
        return !local && status(session) == TransactionStatus.MARKED_ROLLBACK;
    }

    /**
     * Ends the commit, but not by a {@code RollbackException}: Hibernate up to 7.3 takes that as a sign that the rollback
     * has been done, and does not roll back.
     */
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
        thrown = null;
    }

    private static TransactionStatus status(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator().getTransactionDriverControl().getStatus();
    }
}
