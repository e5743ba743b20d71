package dev.signals;

/** The wrapper of a checked exception that a receiver threw. Unchecked exceptions reach the sender unwrapped. */
public final class SignalReceiverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    SignalReceiverException(Connection connection, Throwable cause) {
        super(connection + " threw " + cause, cause);
        this.connection = connection;
    }

    /** Returns the connection whose receiver threw; null only after deserialization. */
    public Connection connection() {
        return connection;
    }
}
