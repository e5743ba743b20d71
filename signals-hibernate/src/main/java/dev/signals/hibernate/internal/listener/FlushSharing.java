package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a flush use what the inspection before it has found, where no code of the application or of another library can change
 * an entity in between.
 *
 * <p>Such code are listeners of session events, other listeners of the same event, and listeners of what the flush does before
 * it compares the last entity. Where there is one, nothing is shared. With an interceptor, the inspection shares nothing.
 * Callbacks make the session forget what it knows.
 */
final class FlushSharing {

    private static final List<EventType<?>> BEFORE_THE_LAST_COMPARISON =
            List.of(EventType.PERSIST_ONFLUSH, EventType.DELETE, EventType.FLUSH_ENTITY);

    private final @Nullable SharedDirtyCheck check;
    private final EventListenerRegistry listeners;

    FlushSharing(SessionFactoryImplementor factory) {
        boolean isObserved = Arrays.stream(factory.getSessionFactoryOptions().buildSessionEventListeners())
                .anyMatch(listener -> !HibernateAdapter.isHibernates(listener));
        this.check = isObserved ? null : SharedDirtyCheck.of(factory);
        this.listeners = factory.getEventListenerRegistry();
    }

    /**
     * Begins a flush. It is the last call before Hibernate flushes.
     *
     * @param type the type of the event that flushes
     */
    void flushBegins(EventSource session, SessionState state, EventType<?> type) {
        if (check == null || HibernateAdapter.hasInterceptor(session) || mayBeChanged(type)) {
            state.unchanged().forget();
        } else if (state.unchanged().isAny()) {
            check.flushBegins(state.unchanged());
        }
    }

    /** Returns whether listeners of others may change an entity before Hibernate compares it. */
    private boolean mayBeChanged(EventType<?> type) {
        return !isHibernateNext(type) || !BEFORE_THE_LAST_COMPARISON.stream().allMatch(this::hasOnlyKnownListeners);
    }

    /** Ends a flush. */
    void flushEnded(@Nullable SessionState state) {
        if (check != null) {
            check.flushEnded();
        }
        if (state != null) {
            state.unchanged().forget();
        }
    }

    /** Returns whether the listener behind our first one is Hibernate's own. */
    private boolean isHibernateNext(EventType<?> type) {
        Iterator<?> all = listeners(type).iterator();
        while (all.hasNext()) {
            if (isOurs(all.next()) && all.hasNext()) {
                return HibernateAdapter.isHibernates(all.next());
            }
        }
        return false;
    }

    private boolean hasOnlyKnownListeners(EventType<?> type) {
        for (Object listener : listeners(type)) {
            if (!isOurs(listener) && !HibernateAdapter.isHibernates(listener)) {
                return false;
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
