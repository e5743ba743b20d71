package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.SignalLoopException;

/**
 * Counts how often the receivers of one operation have made new work for receivers, and ends what does not settle.
 *
 * <p>Real chains of receivers are a few rounds long; the bound only has to be below a stack overflow or a full heap.
 */
public final class Rounds {

    static final int MOST = 100;

    private final String operation;
    private int rounds;

    /**
     * @param operation what is going on, for the message
     */
    public Rounds(String operation) {
        this.operation = operation;
    }

    /**
     * Begins another round.
     *
     * @param last something that was announced in the round before, for the message
     * @return true
     * @throws SignalLoopException if there have been too many
     */
    public boolean next(Object last) {
        return next(last.getClass().getName());
    }

    /** Does the same with what the message shall say of the last one. */
    boolean next(String last) {
        if (++rounds > MOST) {
            throw new SignalLoopException(
                    "receivers do not settle: after " + MOST + " rounds of signals in one "
                            + operation + " there was still something new to announce, last for "
                            + last
                            + "; a receiver changes or persists something every time it is called: let it do so only when needed,"
                            + " set values of the own instance in PRE_SAVE, or write them with an HQL update, which sends nothing");
        }
        return true;
    }
}
