package dev.signals.hibernate.internal.connect;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The calls with one key; it is the turn of the first. Guarded by the lock of {@link CallQueue}. */
final class KeyedCalls {

    private final Object key;
    private final Deque<QueuedCall> calls = new ArrayDeque<>();
    private @Nullable QueuedCall underWay;
    private long added;
    private long handedOver;

    KeyedCalls(Object key) {
        this.key = key;
    }

    /** What the calls have in common. */
    Object key() {
        return key;
    }

    @Nullable
    QueuedCall first() {
        return calls.peek();
    }

    /** Returns the call that could begin, if no thread has got it; null if there is none. */
    @Nullable
    QueuedCall missing() {
        QueuedCall first = calls.peek();
        return underWay == null && first != null && !first.isHeld() ? first : null;
    }

    boolean isTurnOf(QueuedCall queued) {
        return underWay == null && calls.peek() == queued;
    }

    /** Adds a call, and returns its number. */
    long add(QueuedCall queued) {
        calls.add(queued);
        return added++;
    }

    /** Returns whether all calls before the one of this number have been handed to the executor. */
    boolean isNextToHandOver(long number) {
        return handedOver >= number;
    }

    void handedOver(long number) {
        handedOver = Math.max(handedOver, number + 1);
    }

    void begin(QueuedCall queued) {
        underWay = queued;
    }

    /** Removes a call; returns whether it was under way. */
    boolean remove(QueuedCall queued) {
        calls.remove(queued);
        boolean wasUnderWay = underWay == queued;
        if (wasUnderWay) {
            underWay = null;
        }
        return wasUnderWay;
    }
}
