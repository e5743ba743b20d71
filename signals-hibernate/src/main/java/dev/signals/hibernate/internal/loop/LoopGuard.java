package dev.signals.hibernate.internal.loop;

import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.internal.access.CallChain;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Ends loops in one session factory: receivers that always leave something new to announce, and receivers that call each
 * other. Such calls may use sessions of their own, so nesting is counted for the thread and not for the session.
 */
public final class LoopGuard {

    /**
     * The depth at which receivers may call each other by flushing or persisting. Real ones nest a few levels; a stack holds
     * a few hundred.
     */
    private static final int DEEPEST = 50;

    /** The depth at which transactions may nest inside the end of others. Each uses a connection, and there are few. */
    private static final int DEEPEST_WORK = 16;

    /** The number of calls before the end that are recorded for the message. A loop is shorter. */
    private static final int RECORDED = 10;

    private final int most;

    /** One for each factory. It holds only numbers, unless something loops. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Calls> calls = ThreadLocal.withInitial(Calls::new);

    private static final class Calls {
        private int depth;
        private @Nullable CallTrail trail;
        private int works;
        private @Nullable CallTrail workTrail;
    }

    /**
     * @param most the number of rounds that one operation may have
     */
    public LoopGuard(int most) {
        this.most = most;
    }

    /**
     * Begins to count the rounds of an operation.
     *
     * @param operation the operation, for the message
     */
    public RoundLimit rounds(@Nullable SharedSessionContractImplementor session, String operation) {
        return new RoundLimit(this, session, operation);
    }

    int most() {
        return most;
    }

    /** Returns whether after so many rounds the end is near and calls have to be recorded. */
    boolean isNearEnd(int rounds) {
        return rounds == Math.max(1, most - RECORDED);
    }

    /**
     * Begins a call of receivers.
     *
     * @return the trail that records the calls; null if they are not recorded
     * @throws SignalLoopException if receivers are nested too deep
     */
    @Nullable
    public CallTrail enter(Object event) {
        Calls now = calls.get();
        if (now.depth == DEEPEST) {
            throw new SignalLoopException(
                    "receivers call each other: " + DEEPEST + " of them are nested, the last for " + event + end());
        }
        now.depth++;
        if (now.depth == DEEPEST - RECORDED) {
            note();
        }
        return now.trail;
    }

    public void leave() {
        Calls now = calls.get();
        now.depth--;
        if (now.depth == DEEPEST - RECORDED - 1) {
            forget();
        }
    }

    /**
     * Begins a callback of a phase of a transaction.
     *
     * @return the trail that records the calls of receivers; null if they are not recorded
     * @throws SignalLoopException if callbacks are nested too deep
     */
    @Nullable
    public CallTrail enterWork(Object work) {
        Calls now = calls.get();
        if (now.works == DEEPEST_WORK) {
            throw new SignalLoopException("receivers call each other: " + DEEPEST_WORK
                    + " of them are nested, each at the end of a transaction that the one before has begun, the last for "
                    + work + (now.workTrail == null ? "" : now.workTrail.describe()));
        }
        now.works++;
        if (now.works == DEEPEST_WORK - RECORDED) {
            now.workTrail = new CallTrail("session, entity");
        }
        return now.workTrail;
    }

    public void leaveWork() {
        Calls now = calls.get();
        now.works--;
        if (now.works < DEEPEST_WORK - RECORDED) {
            now.workTrail = null;
        }
    }

    /** Returns a call for another thread that carries the calls of this thread, which have caused it. */
    public Delivery.Call carried(Delivery.Call call) {
        return CarriedCall.inOtherThread(call, most);
    }

    /**
     * Returns a call that was kept in the database, so that it carries on what has caused it.
     *
     * @throws SignalLoopException if too many calls have caused each other
     */
    public Delivery.Call carriedAfter(CallChain chain, Delivery.Call call) {
        return CarriedCall.after(chain, call, most);
    }

    /** Returns what has caused what this thread is doing. */
    public static CallChain chain() {
        return CarriedCall.chain();
    }

    /** Records calls from now on. */
    void note() {
        calls.get().trail = new CallTrail("event.session(), event.instance()");
    }

    /** Stops recording calls. */
    public void forget() {
        calls.get().trail = null;
    }

    /** Returns the end of a message: which receivers call each other, and what to do. */
    String end() {
        CallTrail trail = calls.get().trail;
        return trail == null ? "" : trail.describe();
    }
}
