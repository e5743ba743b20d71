package dev.signals;

/**
 * Told around calls of receivers: for metrics, traces, and tests that check how receivers are called.
 *
 * <p>Those of {@link Signal#observe} are told of the calls of one signal, those found by {@link java.util.ServiceLoader} with
 * the class loader of this library, once per process, of all calls. Without any the calls cost nothing. Called in the thread
 * that calls the receiver, by several threads at once.
 */
@FunctionalInterface
public interface ReceiverObserver {

    /**
     * Told before a receiver is called. An exception keeps the call from being made and counts as the receiver's.
     *
     * @param event the event; a list of events for a {@link BatchReceiver}
     * @return who is told of the end of this call, {@link AfterCall#IGNORED} if nobody
     */
    AfterCall beforeCall(Connection connection, Object event);
}
