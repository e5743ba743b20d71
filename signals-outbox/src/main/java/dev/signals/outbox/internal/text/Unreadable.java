package dev.signals.outbox.internal.text;

/** Thrown if values cannot be kept as text, or text is not a value any more. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
