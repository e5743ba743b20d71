package dev.signals.hibernate.internal.compat;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;

/**
 * The listeners of a session factory that run code of the application or of another library. Hibernate's own listener of Bean
 * Validation is one of them, since it calls the validators of the application.
 */
public final class ForeignListeners {

    private final SessionFactoryImplementor factory;

    public ForeignListeners(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Returns whether there are any for these types of events. */
    public boolean areAny(List<EventType<?>> types) {
        for (EventType<?> type : types) {
            for (Object listener : listeners(type)) {
                if (!isOurs(listener) && !isHibernates(listener)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether the listener behind our first ones is Hibernate's own. */
    public boolean isHibernateNext(EventType<?> type) {
        boolean isBehindOurs = false;
        for (Object listener : listeners(type)) {
            if (isOurs(listener)) {
                isBehindOurs = true;
            } else if (isBehindOurs) {
                return isHibernates(listener);
            }
        }
        return false;
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private Iterable<?> listeners(EventType<?> type) {
        return factory.getEventListenerRegistry().getEventListenerGroup(type).listeners();
    }

    private static boolean isOurs(Object listener) {
        return listener.getClass().getName().startsWith("dev.signals.hibernate.internal.");
    }

    private static boolean isHibernates(Object listener) {
        return HibernateAdapter.isHibernates(listener)
                && !listener.getClass().getPackageName().endsWith(".beanvalidation");
    }
}
