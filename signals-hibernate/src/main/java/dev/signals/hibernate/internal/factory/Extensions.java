package dev.signals.hibernate.internal.factory;

import dev.signals.hibernate.internal.access.FactoryAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/** The parts of other modules that belong to a session factory, and end with it. */
final class Extensions implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

    <T> T get(Class<T> type, Supplier<T> make) {
        return type.cast(parts.computeIfAbsent(type, key -> make.get()));
    }

    /**
     * Ends the parts. They do not observe the factory themselves: the first connection may make them while the factory tells its
     * observers that it is complete, and Hibernate takes no further observer then.
     */
    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        parts.values().forEach(part -> {
            if (part instanceof FactoryAccess.Ending ending) {
                ending.end();
            }
        });
    }
}
