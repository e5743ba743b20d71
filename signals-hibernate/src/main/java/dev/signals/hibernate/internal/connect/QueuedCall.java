package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery.Call;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A call that {@link CallQueue} have accepted; whoever claims it first makes it, or reports that nobody will. */
final class QueuedCall {

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

    /** The calls that follow each other. */
    KeyedCalls keyed() {
        return keyed;
    }

    /** Returns whether there were others with its key when it was accepted. */
    boolean isBehindOthers() {
        return behindOthers;
    }

    /** Returns whether all calls before it have been handed to the executor. */
    boolean isNextToHandOver() {
        return keyed.isNextToHandOver(number);
    }

    void setHandedOver() {
        keyed.handedOver(number);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    void make() {
        if (claimed.compareAndSet(false, true)) {
            new PhaseDelivery.IsolatedCall(call, TransactionPhase.AFTER_COMMIT).run();
        }
    }

    /** Returns whether the call had not been claimed. */
    boolean giveUp(Throwable reason, String circumstances) {
        boolean first = claimed.compareAndSet(false, true);
        if (first) {
            call.report(reason, circumstances);
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

    /** What the thread waits for that has got it; there may be {@linkplain #signal a signal} without reason. */
    Condition turn(Lock lock) {
        if (turn == null) {
            turn = lock.newCondition();
        }
        return turn;
    }

    /** Wakes who waits for its turn. */
    void signal() {
        if (turn != null) {
            turn.signalAll();
        }
    }
}
