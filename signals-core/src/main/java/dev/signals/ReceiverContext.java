package dev.signals;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A note on the receiver that an exception came from. It is attached as a suppressed exception, because the exception
 * itself reaches the caller unchanged and its stack trace does not name signal, sender and uid.
 */
final class ReceiverContext extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The limit of notes on one exception: a receiver may throw the same object again and again. */
    private static final int MOST_NOTES = 16;

    /** Weak, because an exception may be kept for ever. Null after deserialization. */
    private final transient @Nullable WeakReference<Connection> connection;

    private ReceiverContext(Connection connection, Object event) {
        super("thrown by " + connection + " on receiving " + Descriptions.event(event), null, false, false);
        this.connection = new WeakReference<>(connection);
    }

    /** Returns the connection whose receiver has thrown the exception; null if it is not known any more. */
    @Nullable
    Connection connection() {
        return connection == null ? null : connection.get();
    }

    /** Attaches {@code other} as a further failure of the same sending. */
    static void attach(Throwable failure, Throwable other) {
        if (failure != other && failure.getSuppressed().length < MOST_NOTES) {
            failure.addSuppressed(other);
        }
    }

    static void attach(Throwable failure, Connection connection, Object event) {
        if (failure.getSuppressed().length < MOST_NOTES) {
            failure.addSuppressed(new ReceiverContext(connection, event));
        }
    }
}
