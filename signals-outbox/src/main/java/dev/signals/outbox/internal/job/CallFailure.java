package dev.signals.outbox.internal.job;

/** Carries what a receiver has thrown. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Throwable failure;

    CallFailure(Throwable failure) {
        super(failure.toString(), failure, false, false);
        this.failure = failure;
    }

    /** What the receiver has thrown. */
    Throwable failure() {
        return failure;
    }
}
