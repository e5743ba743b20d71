package dev.signals.outbox.call;

import java.time.Instant;

/**
 * The calls of one receiver that have not succeeded yet.
 *
 * @param receiver the name of the receiver
 * @param count how many calls wait or are being made
 * @param failing how many of them have failed and will be tried again
 * @param nextAttempt when the first of them is due; in the past if it is late
 * @param oldest when the oldest of them was written, by the clock of the process that wrote it. If this is long ago, the
 *     receiver is too slow, keeps failing, or is connected nowhere.
 * @param known whether a receiver of this name is connected in this process. Calls of unknown receivers are kept.
 */
public record PendingCalls(
        String receiver, long count, long failing, Instant nextAttempt, Instant oldest, boolean known) {}
