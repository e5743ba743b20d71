package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery.Call;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A call that {@link CallQueue} has accepted. The first thread that claims it makes it, or reports that it is not made.
 */
final class QueuedCall {

    /** What follows if a call is not made. */
    static final String OTHERS_ARE_CALLED = "; the other receivers are still called";

    private final KeyedCalls keyed;
    private final Call call;
    private final boolean behindOthers;
    private final AtomicBoolean claimed = new AtomicBoolean();

    // guarded by the lock of the queue
    private final long number;
    private @Nullable Condition turn;
    private boolean held;

    QueuedCall(KeyedCalls keyed, Call call) {
        this.keyed = keyed;
        this.call = call;
        this.number = keyed.add(this);
        this.behindOthers = keyed.first() != this;
    }

    /** Returns the calls with its key. */
    KeyedCalls keyed() {
        return keyed;
    }

    /** Returns whether there were other calls with its key when it was accepted. */
    boolean isBehindOthers() {
        return behindOthers;
    }

    /** Returns whether all calls before it have been submitted to the executor. */
    boolean isNextToSubmit() {
        return keyed.isNextToSubmit(number);
    }

    void setSubmitted() {
        keyed.submitted(number);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    void make() {
        if (claimed.compareAndSet(false, true)) {
            new PhaseDelivery.IsolatedCall(call, TransactionPhase.AFTER_COMMIT).run();
        }
    }

    /**
     * Reports the call instead of making it, unless it has been claimed.
     *
     * @return true if the call had not been claimed
     */
    boolean giveUp(Throwable reason, String circumstances) {
        boolean first = claimed.compareAndSet(false, true);
        if (first) {
            call.report(reason, circumstances + OTHERS_ARE_CALLED);
        }
        return first;
    }

    /** Returns whether a thread waits for its turn. */
    boolean isHeld() {
        return held;
    }

    void setHeld(boolean held) {
        this.held = held;
    }

    /**
     * Returns the condition that the call's thread waits for. There may be {@linkplain #signal a signal} without
     * reason.
     */
    Condition turn(Lock lock) {
        if (turn == null) {
            turn = lock.newCondition();
        }
        return turn;
    }

    /** Wakes the thread that waits for its turn. */
    void signal() {
        if (turn != null) {
            turn.signalAll();
        }
    }
}
