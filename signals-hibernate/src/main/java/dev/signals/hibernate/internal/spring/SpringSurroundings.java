package dev.signals.hibernate.internal.spring;

import dev.signals.Scope;
import dev.signals.hibernate.internal.session.Surroundings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * The session and the connection that Spring keeps for its transaction. They stay bound to the thread until Spring has
 * cleaned up, which is after the receivers of the commit: a repository that a receiver calls would take part in a
 * transaction that has ended, and none of its work would be written. So they are set aside for this time, as Spring
 * does for a new transaction inside another. Loaded only if Spring is present.
 */
final class SpringSurroundings implements Surroundings {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");
    private static final Scope NOTHING = () -> {};

    @Override
    public boolean keeps(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.isSynchronizationActive() && Holders.keyOf(session) != null;
    }

    @Override
    public List<SharedSessionContractImplementor> sessions() {
        return Holders.sessions();
    }

    @Override
    public Scope leave(SharedSessionContractImplementor session, boolean committed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return NOTHING;
        }
        Object key = Holders.keyOf(session);
        return key == null ? NOTHING : new SetAside(key, committed);
    }

    /**
     * The resources that were set aside. New synchronizations take the place of the old ones, so that resources bound
     * in the meantime are released at the end, and events of Spring that wait for a commit are delivered.
     */
    private static final class SetAside implements Scope {

        private final boolean committed;
        private final Map<Object, Object> bound = new LinkedHashMap<>();
        private final List<TransactionSynchronization> synchronizations;
        private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();
        private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        private final @Nullable Integer isolation =
                TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();

        SetAside(Object factory, boolean committed) {
            this.committed = committed;
            synchronizations = TransactionSynchronizationManager.getSynchronizations();
            TransactionSynchronizationManager.clearSynchronization();
            synchronizations.forEach(TransactionSynchronization::suspend);
            unbind(factory);
            unbindConnections(Holders.call(factory, "getDataSource"));
            describe(null, false, null);
            TransactionSynchronizationManager.initSynchronization();
        }

        private void unbind(Object key) {
            Object holder = TransactionSynchronizationManager.unbindResourceIfPossible(key);
            if (holder != null) {
                bound.put(key, holder);
            }
        }

        /**
         * Unbinds the connection of the session factory's data source; if the factory has none, the connections that a
         * JPA transaction manager has bound.
         */
        private void unbindConnections(@Nullable Object dataSource) {
            if (dataSource != null) {
                unbind(dataSource);
                return;
            }
            TransactionSynchronizationManager.getResourceMap().forEach((key, holder) -> {
                if (holder instanceof ResourceHolderSupport support
                        && holder.getClass().getSimpleName().equals("ConnectionHolder")
                        && !support.isSynchronizedWithTransaction()) {
                    unbind(key);
                }
            });
        }

        private static void describe(@Nullable String name, boolean readOnly, @Nullable Integer isolation) {
            TransactionSynchronizationManager.setCurrentTransactionName(name);
            TransactionSynchronizationManager.setCurrentTransactionReadOnly(readOnly);
            TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(isolation);
        }

        @Override
        public void close() {
            try {
                complete();
            } finally {
                describe(name, readOnly, isolation);
                bound.forEach((key, holder) -> {
                    TransactionSynchronizationManager.unbindResourceIfPossible(key);
                    TransactionSynchronizationManager.bindResource(key, holder);
                });
                TransactionSynchronizationManager.initSynchronization();
                for (TransactionSynchronization synchronization : synchronizations) {
                    synchronization.resume();
                    TransactionSynchronizationManager.registerSynchronization(synchronization);
                }
            }
        }

        /** Completes the synchronizations that were registered in the meantime. */
        private void complete() {
            List<TransactionSynchronization> own = TransactionSynchronizationManager.getSynchronizations();
            try {
                TransactionSynchronizationUtils.triggerBeforeCompletion();
                if (committed) {
                    TransactionSynchronizationUtils.invokeAfterCommit(own);
                }
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a synchronization failed that was registered with Spring after the commit", e);
            } finally {
                TransactionSynchronizationManager.clearSynchronization();
                TransactionSynchronizationUtils.invokeAfterCompletion(
                        own,
                        committed
                                ? TransactionSynchronization.STATUS_COMMITTED
                                : TransactionSynchronization.STATUS_ROLLED_BACK);
            }
        }
    }
}
