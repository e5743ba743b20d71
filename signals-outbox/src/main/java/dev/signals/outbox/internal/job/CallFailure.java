package dev.signals.outbox.internal.job;

/** Carries what a receiver has thrown. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Throwable failure;
    private final boolean last;

    CallFailure(Throwable failure) {
        this(failure, false);
    }

    private CallFailure(Throwable failure, boolean last) {
        super(failure.toString(), failure, false, false);
        this.failure = failure;
        this.last = last;
    }

    /** Returns the failure of a call that is given up at once, because another attempt would fail too. */
    static CallFailure ofLastAttempt(Throwable failure) {
        return new CallFailure(failure, true);
    }

    /** Whether the call is given up at once. */
    boolean isOfLastAttempt() {
        return last;
    }

    /** What the receiver has thrown. */
    Throwable failure() {
        return failure;
    }
}
