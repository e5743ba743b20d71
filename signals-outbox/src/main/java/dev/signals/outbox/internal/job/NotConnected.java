package dev.signals.outbox.internal.job;

/** Thrown if no receiver of the name is connected for an event. Its call is kept. */
final class NotConnected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConnected(String message) {
        super(message, null, false, false);
    }
}
