package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackType;

/**
 * The code of the application, or of another library, that may run in a flush and change an entity there: listeners of session
 * events, listeners of what a flush does, an interceptor, and JPA callbacks.
 */
final class ForeignCode {

    private static final List<EventType<?>> BEFORE_THE_LAST_COMPARISON =
            List.of(EventType.PERSIST_ONFLUSH, EventType.DELETE, EventType.FLUSH_ENTITY);

    private static final List<EventType<?>> IN_A_FLUSH = List.of(
            EventType.FLUSH,
            EventType.AUTO_FLUSH,
            EventType.PRE_INSERT,
            EventType.POST_INSERT,
            EventType.PRE_UPDATE,
            EventType.POST_UPDATE,
            EventType.PRE_DELETE,
            EventType.POST_DELETE,
            EventType.PRE_COLLECTION_RECREATE,
            EventType.POST_COLLECTION_RECREATE,
            EventType.PRE_COLLECTION_UPDATE,
            EventType.POST_COLLECTION_UPDATE,
            EventType.PRE_COLLECTION_REMOVE,
            EventType.POST_COLLECTION_REMOVE,
            EventType.INIT_COLLECTION,
            EventType.LOAD,
            EventType.PRE_LOAD,
            EventType.POST_LOAD);

    private static final int ENTITIES_FOR_EACH_TYPE = 4;

    private final SessionFactoryImplementor factory;
    private final EventListenerRegistry listeners;
    private final boolean isObserved;
    private volatile int entityTypes;

    ForeignCode(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.listeners = factory.getEventListenerRegistry();
        this.isObserved = Arrays.stream(factory.getSessionFactoryOptions().buildSessionEventListeners())
                .anyMatch(listener -> !HibernateAdapter.isHibernates(listener));
    }

    /** Returns whether each session has listeners. They are called for what happens to the session, also inside a flush. */
    boolean isObserved() {
        return isObserved;
    }

    /**
     * Returns whether any may run before Hibernate has compared the last entity. Callbacks do not count: the session forgets
     * what it knows before it calls one.
     *
     * @param type the type of the event that flushes
     */
    boolean mayRunBeforeComparison(EventSource session, EventType<?> type) {
        return isObserved
                || HibernateAdapter.hasInterceptor(session)
                || !isHibernateNext(type)
                || !haveOnlyKnownListeners(BEFORE_THE_LAST_COMPARISON);
    }

    /**
     * Returns whether a session has so many entities that looking at each of them costs more than {@link #mayRunInFlush}, which
     * looks at each entity type.
     */
    boolean isWorthAsking(EventSource session) {
        if (entityTypes == 0) {
            int[] count = {0};
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> count[0]++);
            entityTypes = count[0];
        }
        return session.getPersistenceContextInternal().getNumberOfManagedEntities()
                > ENTITIES_FOR_EACH_TYPE * entityTypes;
    }

    /** Returns whether any may run in a flush. */
    boolean mayRunInFlush(EventSource session) {
        return isObserved
                || HibernateAdapter.hasInterceptor(session)
                || !haveOnlyKnownListeners(BEFORE_THE_LAST_COMPARISON)
                || !haveOnlyKnownListeners(IN_A_FLUSH)
                || hasAnyCallbacks();
    }

    /** It is asked each time, as Jakarta Persistence 4.0 adds callbacks to a factory at any time. */
    private boolean hasAnyCallbacks() {
        boolean[] found = {false};
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
            for (CallbackType type : CallbackType.values()) {
                found[0] |= !found[0] && EntityCallbacks.hasAny(persister, type);
            }
        });
        return found[0];
    }

    /** Returns whether the listener behind our first ones is Hibernate's own. */
    private boolean isHibernateNext(EventType<?> type) {
        boolean isBehindOurs = false;
        for (Object listener : listeners(type)) {
            if (isOurs(listener)) {
                isBehindOurs = true;
            } else if (isBehindOurs) {
                return HibernateAdapter.isHibernates(listener);
            }
        }
        return false;
    }

    private boolean haveOnlyKnownListeners(List<EventType<?>> types) {
        for (EventType<?> type : types) {
            for (Object listener : listeners(type)) {
                if (!isOurs(listener) && !HibernateAdapter.isHibernates(listener)) {
                    return false;
                }
            }
        }
        return true;
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private Iterable<?> listeners(EventType<?> type) {
        return listeners.getEventListenerGroup(type).listeners();
    }

    private static boolean isOurs(Object listener) {
        return listener.getClass().getName().startsWith("dev.signals.hibernate.internal.");
    }
}
