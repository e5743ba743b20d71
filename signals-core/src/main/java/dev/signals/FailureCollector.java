package dev.signals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures of one sending, treated by the error policy of each receiver. */
final class FailureCollector {

    private final FailureHandlers handlers;
    private @Nullable RuntimeException first;

    FailureCollector(FailureHandlers handlers) {
        this.handlers = handlers;
    }

    /** Adds a failure, and throws it if it ends the sending. */
    void add(Connection connection, Object event, Throwable failure) {
        if (collect(connection, event, failure) && connection.errorPolicy() != ErrorPolicy.COLLECT) {
            throwFirst();
        }
    }

    /** Adds the failures of asynchronous receivers, after all of them have been called. */
    void addAll(List<Outcome> outcomes, Object event) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed failed) {
                collect(failed.connection(), event, failed.cause());
            }
        }
    }

    /**
     * Returns the exception for the sender whose thread was interrupted inside a receiver, with the collected failures
     * attached.
     */
    RuntimeException interrupted(Connection connection, InterruptedException failure) {
        return withCollected(Failures.interrupted(connection, failure));
    }

    /**
     * Adds a failure, unless it is isolated. An {@code Error} is thrown at once.
     *
     * @return true if the failure was added
     */
    private boolean collect(Connection connection, Object event, Throwable failure) {
        if (!(failure instanceof Error) && connection.errorPolicy() == ErrorPolicy.ISOLATE) {
            handlers.report(connection, event, FailureHandlers.OTHERS_ARE_CALLED, failure);
            return false;
        }
        if (failure instanceof Error error) {
            ReceiverContext.attach(error, connection, event);
            throw withCollected(error);
        }
        RuntimeException thrown = Failures.thrown(connection, event, failure);
        if (first != null) {
            ReceiverContext.attach(first, thrown);
        } else {
            first = thrown;
        }
        return true;
    }

    private <T extends Throwable> T withCollected(T failure) {
        if (first != null) {
            ReceiverContext.attach(failure, first);
        }
        return failure;
    }

    /** Throws the first collected failure, if there is one. */
    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }
}
