package dev.signals.hibernate.internal.spring;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The resources that Spring has bound to the thread for a session. Their classes belong to spring-orm, which is
 * optional.
 */
final class Holders {

    private Holders() {}

    /**
     * Returns the key of the resource with a session, which is its session factory as Spring sees it; null if the
     * thread has none.
     */
    static @Nullable Object keyOf(SharedSessionContractImplementor session) {
        for (Map.Entry<Object, Object> bound :
                TransactionSynchronizationManager.getResourceMap().entrySet()) {
            if (call(bound.getValue(), "getEntityManager") instanceof EntityManager manager
                    && isFor(manager, session)) {
                return bound.getKey();
            }
        }
        return null;
    }

    /** Returns the sessions that are bound to the thread. */
    static List<SharedSessionContractImplementor> sessions() {
        List<SharedSessionContractImplementor> sessions = new ArrayList<>();
        TransactionSynchronizationManager.getResourceMap().values().forEach(holder -> {
            if (call(holder, "getEntityManager") instanceof EntityManager manager
                    && manager.isOpen()
                    && manager.getDelegate() instanceof SharedSessionContractImplementor session) {
                sessions.add(session);
            }
        });
        return sessions;
    }

    private static boolean isFor(EntityManager manager, SharedSessionContractImplementor session) {
        return manager == session || (manager.isOpen() && manager.getDelegate() == session); // maybe behind a proxy
    }

    /**
     * Calls a method without parameters.
     *
     * @return its result; null if there is no such method
     */
    static @Nullable Object call(Object target, String name) {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 0) {
                try {
                    return method.invoke(target);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot call " + method + " of Spring", e);
                }
            }
        }
        return null;
    }
}
