package dev.signals.hibernate.internal.loop;

import dev.signals.hibernate.SignalLoopException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A limit for the rounds of one operation. A round is new work that receivers have made for receivers.
 *
 * <p>Real chains of receivers are a few rounds long; the limit only has to be reached before the heap is full.
 */
public final class RoundLimit {

    private final LoopGuard guard;
    private final @Nullable SharedSessionContractImplementor session;
    private final String operation;
    private int rounds;

    RoundLimit(LoopGuard guard, @Nullable SharedSessionContractImplementor session, String operation) {
        this.guard = guard;
        this.session = session;
        this.operation = operation;
    }

    /**
     * Begins another round.
     *
     * @param last an object that was announced in the round before, for the message
     * @return true
     * @throws SignalLoopException if there were too many rounds; the transaction is marked for rollback
     */
    public boolean next(Object last) {
        return nextAfter(last.getClass().getName());
    }

    /**
     * Begins another round.
     *
     * @param last the text for the message about the round before
     * @return true
     * @throws SignalLoopException as {@link #next}
     */
    public boolean nextAfter(String last) {
        rounds++;
        if (guard.isNearEnd(rounds)) {
            guard.note();
        }
        if (rounds > guard.most()) {
            String end = guard.end();
            guard.forget();
            if (session != null && session.isOpen() && session.isTransactionInProgress()) {
                session.markForRollbackOnly();
            }
            throw new SignalLoopException(
                    "receivers do not settle: after " + guard.most() + " rounds of signals in one " + operation
                            + " there was still something new to announce, last for " + last + end);
        }
        return true;
    }
}
