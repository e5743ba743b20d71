package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.internal.session.SimulatedCommit;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/** A session with a transaction of its own, independent of the transaction of the thread. */
final class NewTransaction {

    private NewTransaction() {}

    /**
     * @param commit the simulated commit whose receiver asks for the transaction; null if there is none
     * @param owner the session of the receiver's event
     */
    static <R> R run(
            SessionFactoryImplementor factory,
            @Nullable SimulatedCommit commit,
            @Nullable SharedSessionContractImplementor owner,
            @Nullable Object tenantId,
            Function<Session, R> work) {
        if (commit != null && owner != null) {
            return commit.inNewTransaction(owner, work);
        }
        boolean jta = factory.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta();
        return jta ? runSuspended(factory, tenantId, work) : open(factory, tenantId, work);
    }

    private static <R> R open(SessionFactoryImplementor factory, @Nullable Object tenantId, Function<Session, R> work) {
        SessionFactory sessions = factory; // the type that the implementor returns differs between Hibernate versions
        try (Session session = sessions.withOptions().tenantIdentifier(tenantId).openSession()) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    /** Suspends the transaction of the thread. With JTA a new session would join it, although it may have ended already. */
    private static <R> R runSuspended(
            SessionFactoryImplementor factory, @Nullable Object tenantId, Function<Session, R> work) {
        TransactionManager manager = Objects.requireNonNull(
                factory.getServiceRegistry().requireService(JtaPlatform.class).retrieveTransactionManager(),
                "the JTA platform has no transaction manager to suspend the transaction of the thread with");
        Transaction outer = suspend(manager);
        try {
            return open(factory, tenantId, work);
        } finally {
            resume(manager, outer);
        }
    }

    private static @Nullable Transaction suspend(TransactionManager manager) {
        try {
            return manager.suspend();
        } catch (SystemException e) {
            throw new IllegalStateException("cannot suspend the transaction of the thread for a new one", e);
        }
    }

    private static void resume(TransactionManager manager, @Nullable Transaction outer) {
        if (outer != null) {
            try {
                manager.resume(outer);
            } catch (SystemException | InvalidTransactionException e) {
                throw new IllegalStateException("cannot resume the transaction of the thread after a new one", e);
            }
        }
    }
}
