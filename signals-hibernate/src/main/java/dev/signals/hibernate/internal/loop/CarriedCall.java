package dev.signals.hibernate.internal.loop;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.internal.access.CallChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made in another thread, maybe of another process. It may cause another such call, and so on without limit.
 * Nothing nests and no stack overflows, so each call carries the number of calls that have caused each other before it.
 */
final class CarriedCall implements Delivery.Call {

    /** The call that is under way in a thread of an executor. One chain may pass through several session factories. */
    private static final ThreadLocal<@Nullable CarriedCall> UNDER_WAY = new ThreadLocal<>();

    private static final int RECORDED = 10;

    /** The arguments for a quiet update in a transaction that a receiver begins. */
    private static final String TARGET = "session, entity";

    private final Delivery.Call call;
    private final String kind;
    private final int most;
    private final int number;
    private final @Nullable CallTrail cause;

    private CarriedCall(Delivery.Call call, String kind, int most, int number, @Nullable CallTrail cause) {
        this.call = call;
        this.kind = kind;
        this.most = most;
        this.number = number;
        this.cause = cause;
    }

    /**
     * @param most the number of calls that may cause each other
     */
    static CarriedCall inOtherThread(Delivery.Call call, int most) {
        CarriedCall before = UNDER_WAY.get();
        return before == null
                ? new CarriedCall(call, "calls in other threads", most, 1, null)
                : new CarriedCall(call, "calls in other threads", most, before.number + 1, before.trail());
    }

    /**
     * @param most the number of calls that may cause each other
     * @throws SignalLoopException if it is too late for this one
     */
    static CarriedCall after(CallChain chain, Delivery.Call call, int most) {
        CallTrail cause = chain.last().isEmpty() ? null : new CallTrail(TARGET, chain.last());
        CarriedCall carried = new CarriedCall(call, "durable calls", most, chain.calls() + 1, cause);
        carried.check();
        return carried;
    }

    /** Returns what has caused what this thread is doing. */
    static CallChain chain() {
        CarriedCall before = UNDER_WAY.get();
        if (before == null) {
            return CallChain.NONE;
        }
        CallTrail trail = before.trail();
        return new CallChain(before.number, trail == null ? List.of() : trail.last(RECORDED));
    }

    /** Returns the record of the calls up to this one; null if the end is not near. */
    private @Nullable CallTrail trail() {
        if (number <= most - RECORDED) {
            return null;
        }
        CallTrail trail = cause == null ? new CallTrail(TARGET) : new CallTrail(cause);
        trail.called(connection(), event());
        return trail;
    }

    private void check() {
        if (number > most) {
            throw new SignalLoopException("receivers do not settle: after " + most + " " + kind
                    + ", each caused by the one before, there was still something new to announce, last for "
                    + call + (cause == null ? "" : cause.describe()));
        }
    }

    @Override
    public void run() throws Exception {
        check();
        CarriedCall around = UNDER_WAY.get();
        UNDER_WAY.set(this);
        try {
            call.run();
        } finally {
            if (around == null) {
                UNDER_WAY.remove();
            } else {
                UNDER_WAY.set(around);
            }
        }
    }

    @Override
    public void report(Throwable failure, String circumstances) {
        call.report(failure, circumstances);
    }

    @Override
    public Connection connection() {
        return call.connection();
    }

    @Override
    public Object event() {
        return call.event();
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
