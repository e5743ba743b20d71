package dev.signals;

import org.jspecify.annotations.Nullable;

/** The failures of one sending, treated by the policy of each receiver. */
final class Collected {

    private final FailureHandlers handlers;
    private @Nullable RuntimeException first;

    Collected(FailureHandlers handlers) {
        this.handlers = handlers;
    }

    /** Takes a failure; throws it if it ends the sending. */
    void add(Connection connection, Object event, Throwable failure) {
        if (failure instanceof Exception && connection.errorPolicy() == ErrorPolicy.ISOLATE) {
            handlers.report(connection, event, "", failure);
            return;
        }
        RuntimeException thrown = Failures.thrown(connection, event, failure);
        if (first != null) {
            ReceiverContext.attach(first, thrown);
        } else {
            first = thrown;
        }
        if (connection.errorPolicy() != ErrorPolicy.COLLECT) {
            throw first;
        }
    }

    /** Throws what has been collected, if anything. */
    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }
}
