package dev.signals.hibernate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The calls of one lane, of which the first is the one whose turn it is. Guarded by the lock of {@link Lanes}. */
final class Lane {

    private final Object key;
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private @Nullable Ticket underWay;
    private long added;
    private long handedOver;

    Lane(Object key) {
        this.key = key;
    }

    /** What the calls have in common. */
    Object key() {
        return key;
    }

    @Nullable
    Ticket first() {
        return tickets.peek();
    }

    /** Returns the call that could begin, if no thread has got it; null if there is none. */
    @Nullable
    Ticket missing() {
        Ticket first = tickets.peek();
        return underWay == null && first != null && !first.isHeld() ? first : null;
    }

    boolean isTurnOf(Ticket ticket) {
        return underWay == null && tickets.peek() == ticket;
    }

    /** Adds a call, and returns its number. */
    long add(Ticket ticket) {
        tickets.add(ticket);
        return added++;
    }

    /** Returns whether all calls before the one of this number have been handed to the executor. */
    boolean isNextToHandOver(long number) {
        return handedOver >= number;
    }

    void handedOver(long number) {
        handedOver = Math.max(handedOver, number + 1);
    }

    void begin(Ticket ticket) {
        underWay = ticket;
    }

    /** Removes a call; returns whether it was under way. */
    boolean remove(Ticket ticket) {
        tickets.remove(ticket);
        boolean wasUnderWay = underWay == ticket;
        if (wasUnderWay) {
            underWay = null;
        }
        return wasUnderWay;
    }
}
