package dev.signals.hibernate.internal.spring;

import dev.signals.hibernate.internal.session.SavepointMark;
import dev.signals.hibernate.internal.session.SavepointSource;
import dev.signals.hibernate.internal.session.SessionState;
import java.util.IdentityHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The savepoints of Spring's nested transactions, of which Spring notifies synchronizations since version 6.2. Loaded
 * only if Spring is present.
 */
final class SpringSavepoints implements SavepointSource {

    /**
     * Observes the savepoints, if Spring keeps the session. A session that the application has opened itself has no
     * part in the savepoints of Spring's transaction.
     */
    @Override
    public void watch(SharedSessionContractImplementor session, SessionState state) {
        if (TransactionSynchronizationManager.isSynchronizationActive() && Holders.keyOf(session) != null) {
            TransactionSynchronizationManager.registerSynchronization(new SavepointObserver(state));
        }
    }

    private static final class SavepointObserver implements TransactionSynchronization {

        private final SessionState state;
        private final IdentityHashMap<Object, SavepointMark> marks = new IdentityHashMap<>();

        SavepointObserver(SessionState state) {
            this.state = state;
        }

        @Override
        public void savepoint(Object savepoint) {
            marks.put(savepoint, state.mark());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            state.rolledBackTo(marks.get(savepoint));
        }
    }
}
