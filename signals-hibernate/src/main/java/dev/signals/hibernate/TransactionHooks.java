package dev.signals.hibernate;

import dev.signals.hibernate.event.TransactionPhase;
import java.util.Objects;
import org.hibernate.SharedSessionContract;

/**
 * Callbacks at the end of a transaction, for code that is no receiver. Mirrors {@code django.db.transaction.on_commit}.
 *
 * <pre>{@code
 * TransactionHooks.onCommit(session, () -> mail.send(order));
 * }</pre>
 *
 * <p>The callbacks of one phase run in the order in which they were registered, in the thread that ends the transaction.
 */
public final class TransactionHooks {

    private TransactionHooks() {}

    /**
     * Runs {@code work} after the transaction of the session has committed, and not at all if it is rolled back.
     * Without an active transaction it runs at once. An exception is logged: it does not reach the caller of {@code
     * commit()}, and the other callbacks still run. (In Django, the others still run only after a failure of a callback
     * that is registered as robust.)
     *
     * @throws NullPointerException if {@code work} is null, with or without a transaction
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static void onCommit(SharedSessionContract session, Runnable work) {
        at(session, TransactionPhase.AFTER_COMMIT, work);
    }

    /**
     * Runs {@code work} in a phase of the transaction of the session. Without an active transaction it runs at once, or
     * not at all if the phase is {@link TransactionPhase#AFTER_ROLLBACK}.
     *
     * @throws NullPointerException if {@code phase} or {@code work} is null, with or without a transaction
     * @throws IllegalStateException if the library is switched off for the session's factory
     */
    public static void at(SharedSessionContract session, TransactionPhase phase, Runnable work) {
        ModelSignals.access(Objects.requireNonNull(session, "session").getFactory())
                .at(session, phase, work);
    }
}
