package dev.signals;

/** What becomes of an exception that a receiver throws. */
final class Failures {

    private Failures() {}

    /**
     * The exception for the sender: the receiver's own one, with a note on where it came from, or a wrapper if it is
     * checked. An {@code Error} is thrown from here.
     */
    static RuntimeException thrown(Connection connection, Object event, Throwable failure) {
        if (failure instanceof Error error) {
            ReceiverContext.attach(error, connection, event);
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            ReceiverContext.attach(unchecked, connection, event);
            return unchecked;
        }
        return new SignalReceiverException(connection, failure);
    }

    /** The exception for the sender whose thread was interrupted inside a receiver; the thread stays interrupted. */
    static RuntimeException interrupted(Connection connection, InterruptedException failure) {
        Thread.currentThread().interrupt();
        return new SignalReceiverException(connection, failure);
    }

    /**
     * The outcome of a failure that must not stop the sending. It is logged, since nobody has to read outcomes (Django does
     * so since 3.2).
     */
    static Outcome.Failed reported(Connection connection, Object event, FailureHandlers handlers, Exception failure) {
        handlers.report(connection, event, "", failure);
        return new Outcome.Failed(connection, failure);
    }
}
