package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.connect.OtherThreadCall;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks that wait for the end of a transaction, of all sessions that share it. They are independent: a failure is
 * logged and does not stop the others.
 */
public final class TransactionCallbacks {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    private final Map<TransactionPhase, Deque<Runnable>> waiting = new EnumMap<>(TransactionPhase.class);
    private final AtomicInteger ended = new AtomicInteger();
    private final SharedSessionContractImplementor owner;
    private final NestedWork nested;
    private final AfterEnd afterEnd;

    /** How many callbacks simulated commits have run. Null without such a commit, as in production. */
    private @Nullable Map<TransactionPhase, Integer> simulatedRuns;

    private @Nullable SimulatedCommit simulated;

    /**
     * @param owner the session that owns the transaction
     * @param nested runs each callback
     * @param afterEnd records the threads that run callbacks
     */
    TransactionCallbacks(SharedSessionContractImplementor owner, NestedWork nested, AfterEnd afterEnd) {
        this.owner = owner;
        this.nested = nested;
        this.afterEnd = afterEnd;
    }

    /** Adds a callback for a phase of the transaction of a session. It runs after the callbacks that were added before. */
    public static void at(
            SharedSessionContractImplementor session, SessionState state, TransactionPhase phase, Runnable work) {
        if (!isInTransaction(session, state)) {
            atOnce(state, phase, work);
            return;
        }
        if (phase == TransactionPhase.BEFORE_COMMIT) {
            state.beforeCommit().add(session, work);
            state.goOnWithCommit();
        } else {
            state.transactionCallbacks().waitingFor(phase).add(work);
        }
    }

    /** Writes something as the last thing of the transaction of a session, or at once if there is none. */
    public static void last(SharedSessionContractImplementor session, SessionState state, LastWrite write) {
        if (isInTransaction(session, state)) {
            state.beforeCommit().last().add(write);
            state.goOnWithCommit();
        } else {
            write.writer().write(session, List.of(write));
        }
    }

    /** Runs work that finds out what to write at the end of the transaction of a session, or at once if there is none. */
    public static void last(SharedSessionContractImplementor session, SessionState state, Runnable work) {
        if (isInTransaction(session, state)) {
            state.beforeCommit().last().add(work);
            state.goOnWithCommit();
        } else {
            work.run();
        }
    }

    private static boolean isInTransaction(SharedSessionContractImplementor session, SessionState state) {
        HibernateAdapter.watchTransaction(session);
        boolean isIn = session.isTransactionInProgress();
        if (isIn) {
            state.watchSavepoints(session);
        }
        return isIn;
    }

    /**
     * Runs a callback at once where there is no transaction. A callback for a rollback is dropped. The thread may be another
     * one than the session's.
     */
    public static void atOnce(SessionState state, TransactionPhase phase, Runnable work) {
        TransactionCallbacks callbacks = state.transactionCallbacks();
        SimulatedCommit commit = callbacks.simulatedHere();
        if (commit == null) {
            atOnce(callbacks.nested, phase, work);
        } else if (phase == TransactionPhase.AFTER_ROLLBACK) {
            callbacks.waitingFor(phase).add(work); // the transaction is still open, and will be rolled back
        } else {
            callbacks.run(phase, work, commit);
        }
    }

    private static void atOnce(NestedWork nested, TransactionPhase phase, Runnable work) {
        switch (phase) {
            case BEFORE_COMMIT -> nested.run(work);
            case AFTER_COMMIT, AFTER_COMPLETION -> nested.runIsolated(phase, work);
            case AFTER_ROLLBACK -> {}
        }
    }

    /** Runs a callback at once for a session that Hibernate does not report. */
    public static void atUnknown(TransactionPhase phase, Runnable work) {
        LOG.log(
                Level.WARNING,
                work
                        + " runs before the commit: Hibernate 7.0 and 7.1 do not tell which stateless session it is; write with a"
                        + " session, or use Hibernate 7.2 or later");
        atOnce(new NestedWork(new LoopGuard(1)), phase, work);
    }

    /** The number of transactions that have ended, including the one that is ending. May be called by any thread. */
    int endedTransactions() {
        return ended.get();
    }

    /**
     * Runs the callbacks for this end. A callback that they add runs at once, because there is no transaction any more.
     *
     * @param unknown whether it is unknown if the transaction was committed
     */
    void ended(boolean committed, boolean unknown) {
        ended.incrementAndGet();
        if (unknown) {
            warnOfUnknownOutcome();
        }
        if (!waiting.isEmpty()) {
            Scope end = afterEnd.begin(owner, committed);
            try {
                if (!unknown) {
                    run(committed ? TransactionPhase.AFTER_COMMIT : TransactionPhase.AFTER_ROLLBACK);
                }
                run(TransactionPhase.AFTER_COMPLETION);
            } finally {
                end.close();
                waiting.clear(); // Whatever an Error has kept from running must not run in the next transaction.
            }
        }
        simulatedRuns = null;
    }

    /**
     * Runs the callbacks for a commit while the transaction stays open. They see it as ended. Callbacks that they add to
     * the transaction wait for the next simulated commit or for the real end.
     */
    void endedSimulated(SimulatedCommit commit) {
        ended.incrementAndGet();
        int committed = waitingFor(TransactionPhase.AFTER_COMMIT).size();
        int completed = waitingFor(TransactionPhase.AFTER_COMPLETION).size();
        Scope end = afterEnd.beginSimulated(owner);
        simulated = commit;
        try {
            run(TransactionPhase.AFTER_COMMIT, committed, commit);
            run(TransactionPhase.AFTER_COMPLETION, completed, commit);
        } finally {
            simulated = null;
            end.close();
        }
    }

    private void run(TransactionPhase phase, int number, SimulatedCommit commit) {
        Deque<Runnable> works = waitingFor(phase);
        if (simulatedRuns == null) {
            simulatedRuns = new EnumMap<>(TransactionPhase.class);
        }
        simulatedRuns.merge(phase, number, Integer::sum);
        for (int i = 0; i < number; i++) {
            run(phase, works.remove(), commit);
        }
    }

    private void run(TransactionPhase phase, Runnable work, SimulatedCommit commit) {
        Runnable here = work instanceof OtherThreadCall call ? call.inThisThread() : work;
        nested.runIsolated(phase, here, commit::failed);
    }

    /** Returns the simulated commit whose callbacks this thread is running; null if there is none. */
    @Nullable
    SimulatedCommit simulatedHere() {
        SimulatedCommit commit = simulated;
        return commit != null && commit.isOfThisThread() ? commit : null;
    }

    /** Adds callbacks for a commit. */
    void addAfterCommit(List<Runnable> works) {
        works.forEach(waitingFor(TransactionPhase.AFTER_COMMIT)::add);
    }

    /** Returns whether anything waits for a commit or for the completion. */
    boolean isWaitingForCommit() {
        return !waitingFor(TransactionPhase.AFTER_COMMIT).isEmpty()
                || !waitingFor(TransactionPhase.AFTER_COMPLETION).isEmpty();
    }

    /** Takes over what waits for a rollback in a transaction that was simulated inside this one. */
    void takeRollbacksOf(TransactionCallbacks inner) {
        waitingFor(TransactionPhase.AFTER_ROLLBACK).addAll(inner.waitingFor(TransactionPhase.AFTER_ROLLBACK));
    }

    private void warnOfUnknownOutcome() {
        int commit = waitingFor(TransactionPhase.AFTER_COMMIT).size();
        int rollback = waitingFor(TransactionPhase.AFTER_ROLLBACK).size();
        if (commit + rollback > 0) {
            LOG.log(
                    Level.WARNING,
                    "the connection was lost during a commit, and nobody knows whether it was made: " + commit
                            + " works that wait for a commit and " + rollback
                            + " that wait for a rollback are not run; look at the rows");
        }
    }

    private void run(TransactionPhase phase) {
        Deque<Runnable> works = waitingFor(phase);
        for (Runnable work = works.poll(); work != null; work = works.poll()) {
            nested.runIsolated(phase, work);
        }
    }

    /** The number of callbacks for each phase, including those that a simulated commit has run. */
    Map<TransactionPhase, Integer> sizes() {
        Map<TransactionPhase, Integer> sizes = new EnumMap<>(TransactionPhase.class);
        waiting.forEach((phase, works) -> sizes.put(phase, works.size() + simulatedRuns(phase)));
        return sizes;
    }

    /**
     * Ends the callbacks of a part of the transaction that was rolled back: callbacks that were added in it see no other
     * end.
     */
    void rolledBackTo(Map<TransactionPhase, Integer> sizes) {
        takeBehind(TransactionPhase.AFTER_COMMIT, sizes);
        Deque<Runnable> rolledBack = takeBehind(TransactionPhase.AFTER_ROLLBACK, sizes);
        Deque<Runnable> completed = takeBehind(TransactionPhase.AFTER_COMPLETION, sizes);
        rolledBack.forEach(work -> nested.runIsolated(TransactionPhase.AFTER_ROLLBACK, work));
        completed.forEach(work -> nested.runIsolated(TransactionPhase.AFTER_COMPLETION, work));
    }

    private Deque<Runnable> takeBehind(TransactionPhase phase, Map<TransactionPhase, Integer> sizes) {
        Deque<Runnable> works = waitingFor(phase);
        Deque<Runnable> taken = new ArrayDeque<>();
        int kept = sizes.getOrDefault(phase, 0) - simulatedRuns(phase);
        while (!works.isEmpty() && works.size() > kept) {
            taken.addFirst(works.removeLast());
        }
        return taken;
    }

    private int simulatedRuns(TransactionPhase phase) {
        return simulatedRuns == null ? 0 : simulatedRuns.getOrDefault(phase, 0);
    }

    private Deque<Runnable> waitingFor(TransactionPhase phase) {
        return waiting.computeIfAbsent(phase, key -> new ArrayDeque<>());
    }
}
