package dev.signals;

/**
 * Wraps a checked exception thrown by a receiver on its way to the sender; unchecked ones reach the sender as they are.
 */
public final class SignalReceiverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    SignalReceiverException(Connection connection, Throwable cause) {
        super(connection + " threw " + cause, cause);
        this.connection = connection;
    }

    /** The connection whose receiver threw; {@code null} only after serialization. */
    public Connection connection() {
        return connection;
    }
}
