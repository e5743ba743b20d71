package dev.signals;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The wrapper of what a receiver threw that is neither an unchecked exception nor an {@code Error}: these reach the sender
 * unwrapped.
 */
public final class SignalReceiverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    SignalReceiverException(Connection connection, Throwable cause) {
        super(connection + " threw " + Descriptions.text(cause), cause);
        this.connection = connection;
    }

    /**
     * Returns the connection of the receiver that threw an exception. It is empty if no receiver threw it, or if the connection
     * has been collected as garbage since. It works for unchecked exceptions too, which reach the sender unwrapped: they carry a
     * note among their suppressed exceptions. If receivers have called each other, the innermost one threw it.
     *
     * @param failure what a sending has thrown
     */
    public static Optional<Connection> connectionOf(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        if (failure instanceof SignalReceiverException wrapper) {
            return Optional.ofNullable(wrapper.connection);
        }
        return Arrays.stream(failure.getSuppressed())
                .filter(ReceiverContext.class::isInstance)
                .map(note -> ((ReceiverContext) note).connection())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Returns the connection whose receiver threw; null only after deserialization. */
    public Connection connection() {
        return connection;
    }
}
