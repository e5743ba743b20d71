package dev.signals.hibernate.internal.session;

import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.loop.CallTrail;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Runs what has waited for a phase of a transaction. Such work may begin a transaction of its own, at whose end there may be
 * work again, so they nest; those that never come to rest are ended.
 */
public final class NestedWork {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    private final LoopGuard guard;

    public NestedWork(LoopGuard guard) {
        this.guard = guard;
    }

    /**
     * Runs work whose exception reaches the caller.
     *
     * @throws SignalLoopException if too many are nested
     */
    void run(Runnable work) {
        if (work instanceof LibraryWork) {
            work.run();
            return;
        }
        CallTrail trail = guard.enterWork(work);
        try {
            if (trail != null && work instanceof Delivery.Call call) {
                trail.called(call.connection(), call.event());
            }
            work.run();
        } finally {
            guard.leaveWork();
        }
    }

    /** Runs work whose failure is logged. */
    void runIsolated(TransactionPhase phase, Runnable work) {
        try {
            run(work);
        } catch (Throwable e) {
            String when = phase == TransactionPhase.AFTER_COMMIT
                    ? " after the commit, which stands"
                    : " after the transaction has ended";
            if (work instanceof Delivery.Call call) {
                call.report(e, when); // What the receiver throws it has reported itself.
            } else {
                LOG.log(Level.ERROR, work + " failed" + when + "; the other receivers are still called", e);
            }
        }
    }
}
