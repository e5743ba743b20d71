package dev.signals.spring.boot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the outbox of one persistence unit.
 *
 * @param pending the calls that have not succeeded yet, by receiver
 * @param oldest when the oldest of them was written; null if there is none
 * @param dead how many calls were given up
 */
record OutboxState(List<Pending> pending, @Nullable Instant oldest, int dead) {

    /**
     * The calls of one receiver.
     *
     * @param failing how many of them have failed before
     * @param nextAttempt when the first of them is due; in the past if it is late
     * @param oldest when the oldest of them was written
     * @param known whether the receiver is connected in this process
     */
    record Pending(String receiver, long count, long failing, Instant nextAttempt, Instant oldest, boolean known) {}

    /** Returns the states by the names of the persistence units. It is an interface because signals-outbox is optional. */
    interface Source {
        Map<String, OutboxState> now();
    }
}
