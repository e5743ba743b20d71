package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** What becomes of an exception that a receiver throws. */
final class Failures {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    private Failures() {}

    /**
     * The exception for the sender: the receiver's own one, with a note on where it came from, or a wrapper if it is
     * checked. An {@code Error} is thrown from here.
     */
    static RuntimeException thrown(Connection connection, Object event, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Exception && !(failure instanceof RuntimeException)) {
            return new SignalReceiverException(connection, (Exception) failure);
        }
        ReceiverContext.attach(failure, connection, event);
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /**
     * The outcome of a failure that must not stop the sending. It is logged, since nobody has to read outcomes (Django does
     * so since 3.2). An interrupt is no failure of the receiver, and stops the sending.
     */
    static Outcome.Failed collected(Connection connection, Object event, Exception failure) {
        if (failure instanceof InterruptedException) {
            throw thrown(connection, event, failure);
        }
        LOG.log(
                Level.ERROR,
                connection + " failed on receiving " + event + "; the other receivers are still called",
                failure);
        return new Outcome.Failed(connection, failure);
    }

    /** Throws the first failure among {@code outcomes}, with the others attached to it; returns if there is none. */
    static void throwFirst(List<Outcome> outcomes, Object event) {
        RuntimeException first = null;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed failed) {
                RuntimeException failure = thrown(failed.connection(), event, failed.cause());
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
