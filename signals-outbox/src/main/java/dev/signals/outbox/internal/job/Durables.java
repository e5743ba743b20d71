package dev.signals.outbox.internal.job;

import dev.signals.BatchReceiver;
import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import org.jspecify.annotations.Nullable;

/** The rules for all durable receivers. */
final class Durables {

    private Durables() {}

    /** Returns why the receiver of a connection cannot be durable; null if it can. */
    static @Nullable String fault(Connection connection, String option) {
        if (connection.receiver().orElse(null) instanceof BatchReceiver) {
            return "each event is a call of its own with " + option + "; connect a receiver of single events";
        }
        if (connection.isWeak()) {
            return "a durable receiver must be there as long as calls may come; drop weak()";
        }
        return connection.errorPolicy() == ErrorPolicy.ISOLATE
                ? "a call that fails is tried again with " + option
                        + ", so its failure must be seen; drop onError(ISOLATE)"
                : null;
    }
}
