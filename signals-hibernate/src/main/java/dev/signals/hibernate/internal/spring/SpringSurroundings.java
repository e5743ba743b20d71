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
 * The session and the connection that Spring keeps for its transaction. They stay bound to the thread until Spring has cleaned
 * up, which is after the receivers behind the commit: a repository that one of them calls would take part in a transaction that
 * has ended, and nothing of what it does would be written. So they are put aside meanwhile, as Spring does for a new
 * transaction in an old one. Loaded only where Spring is present.
 */
final class SpringSurroundings implements Surroundings {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");
    private static final Scope NOTHING = () -> {};

    @Override
    public boolean keeps(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.isSynchronizationActive() && Holders.keyOf(session) != null;
    }

    @Override
    public Scope leave(SharedSessionContractImplementor session, boolean committed) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return NOTHING;
        }
        Object key = Holders.keyOf(session);
        return key == null ? NOTHING : new Left(key, committed);
    }

    /**
     * What has been put aside. In its place there are synchronizations of their own, so that whatever is bound meanwhile can be
     * released at the end, and events of Spring that wait for a commit are heard of.
     */
    private static final class Left implements Scope {

        private final boolean committed;
        private final Map<Object, Object> bound = new LinkedHashMap<>();
        private final List<TransactionSynchronization> synchronizations;
        private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();
        private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        private final @Nullable Integer isolation =
                TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();

        Left(Object factory, boolean committed) {
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

        /** That of the data source of the session factory, or if it has none those that are bound by a manager of JPA. */
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

        /** Ends what has been registered meanwhile. */
        private void complete() {
            List<TransactionSynchronization> own = TransactionSynchronizationManager.getSynchronizations();
            try {
                TransactionSynchronizationUtils.triggerBeforeCompletion();
                if (committed) {
                    TransactionSynchronizationUtils.invokeAfterCommit(own);
                }
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a synchronization of Spring failed that was registered after the commit", e);
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
