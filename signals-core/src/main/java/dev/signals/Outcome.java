package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * The result of calling one receiver in one sending.
 *
 * <p>Values are immutable. They may be shared between threads if the answer may.
 */
public sealed interface Outcome permits Outcome.Returned, Outcome.Failed {

    /** Returns the connection whose receiver was called. */
    Connection connection();

    /**
     * The receiver returned.
     *
     * @param connection the connection whose receiver was called
     * @param answer the return value of an {@link AnsweringReceiver} or the value of the stage of an {@link
     *     AsyncReceiver}; null for any other receiver
     */
    record Returned(Connection connection, @Nullable Object answer) implements Outcome {}

    /**
     * The receiver threw an exception; receivers after it were still called.
     *
     * @param connection the connection whose receiver was called
     * @param cause the exception, unchanged
     */
    record Failed(Connection connection, Exception cause) implements Outcome {}
}
