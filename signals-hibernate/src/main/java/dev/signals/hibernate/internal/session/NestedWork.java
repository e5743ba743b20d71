package dev.signals.hibernate.internal.session;

import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.loop.CallTrail;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Runs callbacks that have waited for a phase of a transaction. A callback may begin a transaction of its own, whose end has
 * callbacks again, so they nest. Callbacks that would nest without limit are ended.
 */
public final class NestedWork {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    private final LoopGuard guard;

    public NestedWork(LoopGuard guard) {
        this.guard = guard;
    }

    /**
     * Runs work, and passes its exception on.
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

    /** Runs work, and logs its failure. */
    void runIsolated(TransactionPhase phase, Runnable work) {
        runIsolated(phase, work, failure -> {});
    }

    /**
     * Runs work, and logs its failure.
     *
     * @param failures gets the failure too, unless the work has handled it
     */
    void runIsolated(TransactionPhase phase, Runnable work, Consumer<Throwable> failures) {
        try {
            run(work);
        } catch (Throwable e) {
            failures.accept(e);
            String when = phase == TransactionPhase.AFTER_COMMIT
                    ? " after the commit, which stands; the other receivers are still called"
                    : " after the transaction has ended; the other receivers are still called";
            if (work instanceof Delivery.Call call) {
                call.report(e, when); // A failure of the receiver has been reported by the call itself.
            } else {
                LOG.log(Level.ERROR, work + " failed" + when, e);
            }
        }
    }
}
