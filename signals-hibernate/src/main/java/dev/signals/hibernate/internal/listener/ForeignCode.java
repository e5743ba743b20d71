package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.ForeignListeners;
import dev.signals.hibernate.internal.compat.ForeignValues;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.UnchangedEntities;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackType;
import org.jspecify.annotations.Nullable;

/**
 * The code of the application, or of another library, that may run in a flush and change an entity there: listeners of session
 * events, listeners of what a flush does, an interceptor, JPA callbacks, generators and setters.
 */
final class ForeignCode {

    private static final List<EventType<?>> BEFORE_THE_LAST_COMPARISON =
            List.of(EventType.PERSIST_ONFLUSH, EventType.DELETE, EventType.FLUSH_ENTITY, EventType.INIT_COLLECTION);

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
            EventType.LOAD,
            EventType.PRE_LOAD,
            EventType.POST_LOAD);

    private static final int ENTITIES_FOR_EACH_TYPE = 4;

    private final SessionFactoryImplementor factory;
    private final ForeignListeners listeners;
    private final boolean isObserved;
    private volatile int entityTypes;
    private volatile @Nullable Boolean hasForeignValues;

    ForeignCode(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.listeners = new ForeignListeners(factory);
        this.isObserved = Arrays.stream(factory.getSessionFactoryOptions().buildSessionEventListeners())
                .anyMatch(listener -> !HibernateAdapter.isHibernates(listener));
    }

    /** Returns whether each session has listeners. They are called for what happens to the session, also inside a flush. */
    boolean isObserved() {
        return isObserved;
    }

    /**
     * Returns whether any may run before Hibernate has compared the last entity. Callbacks and values do not count: the session
     * forgets what it knows before it calls for one, see {@link LateChanges}, and when a setter gets a new collection, see {@link
     * UnchangedEntities}.
     *
     * @param type the type of the event that flushes
     */
    boolean mayRunBeforeComparison(EventSource session, EventType<?> type) {
        return isObserved
                || HibernateAdapter.hasInterceptor(session)
                || !listeners.isHibernateNext(type)
                || listeners.areAny(BEFORE_THE_LAST_COMPARISON);
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
                || listeners.areAny(BEFORE_THE_LAST_COMPARISON)
                || listeners.areAny(IN_A_FLUSH)
                || hasForeignValues()
                || hasAnyCallbacks();
    }

    /** It is asked once, as mappings do not change. */
    private boolean hasForeignValues() {
        Boolean known = hasForeignValues;
        if (known == null) {
            known = ForeignValues.areIn(factory);
            hasForeignValues = known;
        }
        return known;
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
}
