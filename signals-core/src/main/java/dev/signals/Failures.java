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
    static Outcome.Failed collected(Connection connection, Object event, Exception failure) {
        LOG.log(
                Level.ERROR,
                connection + " failed on receiving " + Descriptions.event(event)
                        + "; the other receivers are still called",
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
                } else {
                    ReceiverContext.attach(first, failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
