package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * A JTA transaction that has ended. A transaction manager may keep it for the thread until all synchronizations have been
 * called. Meanwhile no other transaction can begin, and a service would take part in this one, where nothing of its work
 * would be written. So it is suspended while callbacks run.
 */
final class EndedJtaTransaction implements Scope {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");
    private static final Scope NOTHING = () -> {};

    private final TransactionManager manager;
    private final Transaction ended;

    private EndedJtaTransaction(TransactionManager manager, Transaction ended) {
        this.manager = manager;
        this.ended = ended;
    }

    /**
     * Suspends the transaction of the thread, if it has ended.
     *
     * @param session a session whose transaction has ended
     * @return the scope to close after the callbacks
     */
    static Scope suspend(SharedSessionContractImplementor session) {
        TransactionManager manager = isJta(session) ? manager(session.getFactory()) : null;
        if (manager == null) {
            return NOTHING;
        }
        try {
            Transaction ended = isOver(manager.getStatus()) ? manager.suspend() : null;
            return ended == null ? NOTHING : new EndedJtaTransaction(manager, ended);
        } catch (SystemException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "cannot suspend the JTA transaction that has ended: receivers after its end can write with"
                            + " event.inNewTransaction(...) only",
                    e);
            return NOTHING;
        }
    }

    static boolean isJta(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }

    /** Returns the transaction manager; null if there is none, or it cannot be found. */
    static @Nullable TransactionManager manager(SessionFactoryImplementor factory) {
        return found(factory, JtaPlatform::retrieveTransactionManager);
    }

    /** Returns what applications begin and end transactions with; null if there is none, or it cannot be found. */
    static @Nullable UserTransaction userTransaction(SessionFactoryImplementor factory) {
        return found(factory, JtaPlatform::retrieveUserTransaction);
    }

    private static <T extends @Nullable Object> @Nullable T found(
            SessionFactoryImplementor factory, Function<JtaPlatform, T> lookUp) {
        try {
            return lookUp.apply(factory.getServiceRegistry().requireService(JtaPlatform.class));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the JTA platform has failed to look up its transactions", e);
            return null;
        }
    }

    /** Returns whether nobody can take part in a transaction any more. The thread may be in another one than the session. */
    private static boolean isOver(int status) {
        return status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public void close() {
        try {
            if (manager.getTransaction() != null) {
                manager.rollback();
                LOG.log(
                        Level.ERROR,
                        "a receiver after the end of a JTA transaction has begun another one and has left it open; it was"
                                + " rolled back; commit it in the receiver, or write with event.inNewTransaction(...)");
            }
            manager.resume(ended);
        } catch (SystemException | InvalidTransactionException | RuntimeException e) {
            LOG.log(Level.ERROR, "cannot resume the JTA transaction that has ended after its receivers", e);
        }
    }
}
