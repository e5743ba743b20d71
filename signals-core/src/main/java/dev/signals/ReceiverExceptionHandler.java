package dev.signals;

/** A handler of receiver failures that do not reach the sender, see {@link Signal#onFailure}. */
@FunctionalInterface
public interface ReceiverExceptionHandler {

    /**
     * Handles a failure, which has been logged before. It is called in the thread that called the receiver, and several
     * threads may call it at once. An exception of the handler is logged.
     *
     * @param connection the connection of the receiver, with signal, sender and uid
     * @param event the argument of the call; a list of events for a {@link BatchReceiver}
     * @param failure the exception of the receiver
     */
    void handle(Connection connection, Object event, Throwable failure);
}
