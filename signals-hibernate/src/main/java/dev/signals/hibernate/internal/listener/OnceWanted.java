package dev.signals.hibernate.internal.listener;

import dev.signals.Connection;
import dev.signals.Signal;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Listeners that are registered when somebody wants them, for good. While nobody does, Hibernate makes no events for them, and
 * works as without the library.
 */
final class OnceWanted {

    private final AtomicBoolean registered = new AtomicBoolean();
    private final Object lock;
    private final Runnable registration;

    /**
     * @param lock held while listeners are registered, because a group loses one of two that are registered at the same time
     */
    OnceWanted(Object lock, Runnable registration) {
        this.lock = lock;
        this.registration = registration;
    }

    /**
     * Registers the listeners when the first receiver of one of the signals is connected, or now if there is one.
     *
     * @param concerns whether a connection can ever be called for an entity of this factory
     */
    void by(List<Signal<?>> signals, Predicate<Connection> concerns) {
        for (Signal<?> signal : signals) {
            signal.onConnect(connection -> {
                if (concerns.test(connection)) {
                    now();
                }
            });
            if (signal.connections().stream().anyMatch(concerns)) {
                now();
            }
        }
    }

    /** Registers the listeners, unless that has been done. */
    void now() {
        if (!registered.get() && registered.compareAndSet(false, true)) {
            synchronized (lock) {
                registration.run();
            }
        }
    }
}
