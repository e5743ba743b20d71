package dev.signals.hibernate.internal.factory;

import dev.signals.Connection;
import dev.signals.ReceiverExceptionHandler;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The failures of receivers and callbacks in simulated commits, each passed on once. It is a handler of failures and not an
 * observer of calls, because an observer is not notified of a call whose event was sent before.
 */
final class SimulatedFailures implements ReceiverExceptionHandler {

    /** What gets the failures of the simulated commit that a thread has under way. */
    private final Map<Thread, Consumer<Throwable>> underWay = new ConcurrentHashMap<>();

    /**
     * Simulates commits in this thread.
     *
     * @param failures gets the failures
     * @param simulation does it; it gets what takes the failures of callbacks
     */
    int during(Consumer<? super Throwable> failures, ToIntFunction<Consumer<Throwable>> simulation) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Consumer<Throwable> once = failure -> {
            if (seen.add(failure)) {
                failures.accept(failure);
            }
        };
        Thread thread = Thread.currentThread();
        Consumer<Throwable> outer = underWay.put(thread, once);
        try {
            return simulation.applyAsInt(once);
        } finally {
            if (outer == null) {
                underWay.remove(thread);
            } else {
                underWay.put(thread, outer);
            }
        }
    }

    @Override
    public void handle(Connection connection, Object event, Throwable failure) {
        Consumer<Throwable> mine = underWay.get(Thread.currentThread());
        if (mine != null) {
            mine.accept(failure);
        }
    }
}
