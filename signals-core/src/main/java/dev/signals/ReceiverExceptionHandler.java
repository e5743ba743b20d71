package dev.signals;

/** Told of each failure of a receiver that does not reach the sender, see {@link Signal#onFailure}. */
@FunctionalInterface
public interface ReceiverExceptionHandler {

    /**
     * Takes a failure, which has been logged by then. Called in the thread that called the receiver, by several threads at
     * once; an exception of the handler is logged.
     *
     * @param connection whose receiver failed; signal, sender, receiver and uid can be asked of it
     * @param event what it was called with; a list of events for a {@link BatchReceiver} that was called with several
     */
    void handle(Connection connection, Object event, Throwable failure);
}
