package dev.signals.hibernate.internal.loop;

import dev.signals.hibernate.SignalLoopException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often the receivers of one operation have made new work for receivers, and ends what does not settle.
 *
 * <p>Real chains of receivers are a few rounds long; the bound only has to be below a full heap.
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
     * @param last something that was announced in the round before, for the message
     * @return true
     * @throws SignalLoopException if there have been too many; the transaction is marked for rollback
     */
    public boolean next(Object last) {
        return nextAfter(last.getClass().getName());
    }

    /**
     * Begins another round.
     *
     * @param last what the message says of the round before
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
