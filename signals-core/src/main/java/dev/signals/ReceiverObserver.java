package dev.signals;

/**
 * An observer of receiver calls: for metrics, traces, and tests of how receivers are called.
 *
 * <p>An observer given to {@link Signal#observe} is notified of the calls of one signal. Observers found by {@link
 * java.util.ServiceLoader}, once per process and with the class loader of this library, are notified of all calls.
 * Without observers, calls cost nothing extra. Observers are called in the thread that calls the receiver, and several
 * threads may call one at once.
 */
@FunctionalInterface
public interface ReceiverObserver {

    /**
     * Called before a receiver is called. If it throws, the receiver is not called, and the exception is treated as an
     * exception of the receiver.
     *
     * @param event the event; a list of events for a {@link BatchReceiver}
     * @return the callback for the end of this call; {@link AfterCall#IGNORED} if none is needed
     */
    AfterCall beforeCall(Connection connection, Object event);
}
