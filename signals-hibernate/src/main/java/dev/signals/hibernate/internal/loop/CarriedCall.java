package dev.signals.hibernate.internal.loop;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made in another thread. It may cause another such call, and so on without limit. Nothing nests and no stack
 * overflows, so each call carries the number of calls that have caused each other before it.
 */
final class CarriedCall implements Delivery.Call {

    /** The call that is under way in a thread of an executor. One chain may pass through several session factories. */
    private static final ThreadLocal<@Nullable CarriedCall> UNDER_WAY = new ThreadLocal<>();

    private static final int RECORDED = 10;

    private final Delivery.Call call;
    private final int most;
    private final int number;
    private final @Nullable CallTrail cause;

    /**
     * @param most the number of calls that may cause each other
     */
    CarriedCall(Delivery.Call call, int most) {
        CarriedCall before = UNDER_WAY.get();
        this.call = call;
        this.most = most;
        number = before == null ? 1 : before.number + 1;
        cause = before == null ? null : before.trail();
    }

    /** Returns the record of the calls up to this one; null if the end is not near. */
    private @Nullable CallTrail trail() {
        if (number <= most - RECORDED) {
            return null;
        }
        CallTrail trail = cause == null ? new CallTrail("session, entity") : new CallTrail(cause);
        trail.called(connection(), event());
        return trail;
    }

    @Override
    public void run() throws Exception {
        if (number > most) {
            throw new SignalLoopException("receivers do not settle: after " + most
                    + " calls in other threads, each caused by the one before, there was still something new to announce, last for "
                    + call + (cause == null ? "" : cause.describe()));
        }
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
