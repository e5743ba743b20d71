package dev.signals;

/** The conversion of an exception that a receiver throws. */
final class Failures {

    private Failures() {}

    /**
     * Returns the exception for the sender: the receiver's own exception with a note on its origin, or a wrapper if it
     * is checked. An {@code Error} is thrown at once.
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

    /**
     * Returns what a receiver threw as an exception. It is wrapped if it is neither an exception nor an error, which languages
     * without checked exceptions let through.
     */
    static Exception exception(Connection connection, Throwable failure) {
        return failure instanceof Exception exception ? exception : new SignalReceiverException(connection, failure);
    }

    /**
     * Returns the exception for the sender whose thread was interrupted inside a receiver. The thread stays
     * interrupted.
     */
    static RuntimeException interrupted(Connection connection, InterruptedException failure) {
        Thread.currentThread().interrupt();
        return new SignalReceiverException(connection, failure);
    }

    /**
     * Reports a failure that must not stop the sending. It is logged, because nobody has to read outcomes. Mirrors
     * Django, which does so since 3.2.
     *
     * @return the outcome
     */
    static Outcome.Failed reported(Connection connection, Object event, FailureHandlers handlers, Exception failure) {
        handlers.report(connection, event, FailureHandlers.OTHERS_ARE_CALLED, failure);
        return new Outcome.Failed(connection, failure);
    }
}
