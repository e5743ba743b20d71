package dev.signals.hibernate.internal.spring;

import dev.signals.hibernate.internal.session.SavepointMark;
import dev.signals.hibernate.internal.session.SavepointSource;
import dev.signals.hibernate.internal.session.SessionState;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The savepoints of Spring's nested transactions, which Spring tells of since version 6.2. Loaded only where it is present. */
final class SpringSavepoints implements SavepointSource {

    @Override
    public void watch(SharedSessionContractImplementor session, SessionState state) {
        if (TransactionSynchronizationManager.isSynchronizationActive() && isOfCurrentTransaction(session)) {
            TransactionSynchronizationManager.registerSynchronization(new Watch(state));
        }
    }

    /** A session that the application has opened by itself has nothing to do with the savepoints of Spring's transaction. */
    private static boolean isOfCurrentTransaction(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.getResourceMap().values().stream()
                .anyMatch(holder -> entityManager(holder) == session);
    }

    /** The session in a holder of spring-orm, which need not be there. */
    private static @Nullable Object entityManager(Object holder) {
        for (Method method : holder.getClass().getMethods()) {
            if (method.getName().equals("getEntityManager") && method.getParameterCount() == 0) {
                try {
                    return method.invoke(holder) instanceof EntityManager manager
                            ? manager.unwrap(EntityManager.class)
                            : null;
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot ask " + holder.getClass() + " for its entity manager", e);
                }
            }
        }
        return null;
    }

    private static final class Watch implements TransactionSynchronization {

        private final SessionState state;
        private final IdentityHashMap<Object, SavepointMark> marks = new IdentityHashMap<>();

        Watch(SessionState state) {
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
