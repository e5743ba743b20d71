package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * A service told around every call of every receiver: for metrics, traces, and tests that check how receivers are called.
 *
 * <p>Found once per process by {@link java.util.ServiceLoader}, with the class loader of this library; without any the
 * calls cost nothing. Called in the thread that calls the receiver, by several threads at once.
 */
public interface ReceiverObserver {

    /** Told before a receiver is called. An exception keeps the call from being made and counts as the receiver's. */
    void beforeCall(Connection connection, Object event);

    /** Told after a receiver returned ({@code failure} is null) or threw. */
    default void afterCall(Connection connection, Object event, @Nullable Throwable failure) {}
}
