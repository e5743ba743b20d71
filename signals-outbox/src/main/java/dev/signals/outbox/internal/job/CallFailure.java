package dev.signals.outbox.internal.job;

/** Carries the exception of a receiver. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallFailure(Exception cause) {
        super(cause.toString(), cause, false, false);
    }
}
