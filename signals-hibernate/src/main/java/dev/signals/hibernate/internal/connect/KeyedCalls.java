package dev.signals.hibernate.internal.connect;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The calls with one key, of which the first is next. Guarded by the lock of {@link CallQueue}. */
final class KeyedCalls {

    private final Object key;
    private final Deque<QueuedCall> calls = new ArrayDeque<>();
    private @Nullable QueuedCall running;
    private long added;
    private long submitted;

    KeyedCalls(Object key) {
        this.key = key;
    }

    /** Returns the key. */
    Object key() {
        return key;
    }

    @Nullable
    QueuedCall first() {
        return calls.peek();
    }

    /** Returns the call that could begin if a thread had it; null if there is none. */
    @Nullable
    QueuedCall missing() {
        QueuedCall first = calls.peek();
        return running == null && first != null && !first.isHeld() ? first : null;
    }

    boolean isTurnOf(QueuedCall queued) {
        return running == null && calls.peek() == queued;
    }

    /**
     * Adds a call.
     *
     * @return its number
     */
    long add(QueuedCall queued) {
        calls.add(queued);
        return added++;
    }

    /** Returns whether all calls before the call of this number have been submitted to the executor. */
    boolean isNextToSubmit(long number) {
        return submitted >= number;
    }

    void submitted(long number) {
        submitted = Math.max(submitted, number + 1);
    }

    void begin(QueuedCall queued) {
        running = queued;
    }

    /**
     * Removes a call.
     *
     * @return true if it was running
     */
    boolean remove(QueuedCall queued) {
        calls.remove(queued);
        boolean wasRunning = running == queued;
        if (wasRunning) {
            running = null;
        }
        return wasRunning;
    }
}
