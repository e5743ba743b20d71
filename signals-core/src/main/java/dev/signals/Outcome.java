package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * What one receiver did with one sending.
 *
 * <p>Values are immutable; they may be shared between threads as far as the answer in them may.
 */
public sealed interface Outcome permits Outcome.Returned, Outcome.Failed {

    /** The connection whose receiver was called. */
    Connection connection();

    /**
     * The receiver completed.
     *
     * @param connection the connection whose receiver was called
     * @param answer what an {@link AnsweringReceiver} returned or the stage of an {@link AsyncReceiver} held; {@code null}
     *     for any other receiver
     */
    record Returned(Connection connection, @Nullable Object answer) implements Outcome {}

    /**
     * The receiver threw {@code cause}; receivers after it were still called.
     *
     * @param connection the connection whose receiver was called
     * @param cause what it threw, unchanged
     */
    record Failed(Connection connection, Exception cause) implements Outcome {}
}
