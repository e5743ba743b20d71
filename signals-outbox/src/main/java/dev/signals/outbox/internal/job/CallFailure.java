package dev.signals.outbox.internal.job;

/** Carries the exception of a receiver. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exception failure;

    CallFailure(Exception failure) {
        super(failure.toString(), failure, false, false);
        this.failure = failure;
    }

    /** The exception of the receiver. */
    Exception failure() {
        return failure;
    }
}
