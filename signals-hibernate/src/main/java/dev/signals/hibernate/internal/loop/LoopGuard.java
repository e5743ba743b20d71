package dev.signals.hibernate.internal.loop;

import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Ends what does not settle in one session factory: receivers that always leave something new to announce, and receivers that
 * call each other. Those may do so through sessions of their own, so the nesting is counted for the thread and not for a session.
 */
public final class LoopGuard {

    /** Receivers that call each other by flushing or persisting nest; real ones a few levels deep. A stack holds a few hundred. */
    private static final int DEEPEST = 50;

    /** Transactions inside the end of others nest too, each with a connection of its own, of which there are few. */
    private static final int DEEPEST_WORK = 16;

    /** How many calls before the end are noted for its message; a loop is shorter. */
    private static final int NOTED = 10;

    private final int most;

    /** One for each factory; it holds nothing but a number unless something loops. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Calls> calls = ThreadLocal.withInitial(Calls::new);

    private static final class Calls {
        private int depth;
        private @Nullable CallTrail trail;
        private int works;
        private @Nullable CallTrail workTrail;
    }

    /**
     * @param most how many rounds of one operation there may be
     */
    public LoopGuard(int most) {
        this.most = most;
    }

    /**
     * Begins to count the rounds of an operation.
     *
     * @param operation what is going on, for the message
     */
    public RoundLimit rounds(@Nullable SharedSessionContractImplementor session, String operation) {
        return new RoundLimit(this, session, operation);
    }

    int most() {
        return most;
    }

    /** Whether so many rounds are near the end, so that calls are to be noted. */
    boolean isNearEnd(int rounds) {
        return rounds == Math.max(1, most - NOTED);
    }

    /**
     * Called before receivers are called.
     *
     * @return what calls are to be noted in; null if they are not
     * @throws SignalLoopException if they are nested too deep
     */
    @Nullable
    public CallTrail enter(Object event) {
        Calls now = calls.get();
        if (now.depth == DEEPEST) {
            throw new SignalLoopException(
                    "receivers call each other: " + DEEPEST + " of them are nested, the last for " + event + end());
        }
        now.depth++;
        if (now.depth == DEEPEST - NOTED) {
            note();
        }
        return now.trail;
    }

    public void leave() {
        Calls now = calls.get();
        now.depth--;
        if (now.depth == DEEPEST - NOTED - 1) {
            forget();
        }
    }

    /**
     * Called before work that has waited for a phase of a transaction.
     *
     * @return what the calls of receivers are to be noted in; null if they are not
     * @throws SignalLoopException if such works are nested too deep
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
        if (now.works == DEEPEST_WORK - NOTED) {
            now.workTrail = new CallTrail("session, entity");
        }
        return now.workTrail;
    }

    public void leaveWork() {
        Calls now = calls.get();
        now.works--;
        if (now.works < DEEPEST_WORK - NOTED) {
            now.workTrail = null;
        }
    }

    /** A call that is going to be made in another thread, which this thread has caused. */
    public Delivery.Call carried(Delivery.Call call) {
        return new CarriedCall(call, most);
    }

    /** Notes calls from now on. */
    void note() {
        calls.get().trail = new CallTrail("event.session(), event.instance()");
    }

    /** Notes calls no more. */
    public void forget() {
        calls.get().trail = null;
    }

    /** The end of a message: who calls whom, and what can be done. */
    String end() {
        CallTrail trail = calls.get().trail;
        return trail == null ? "" : trail.describe();
    }
}
