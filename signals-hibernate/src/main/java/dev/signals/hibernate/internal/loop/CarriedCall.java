package dev.signals.hibernate.internal.loop;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made in another thread. What it writes may cause such a call again, and so on for ever: nothing nests and no
 * stack is full at the end, so each call carries how many have caused each other before it.
 */
final class CarriedCall implements Delivery.Call {

    /** The call that is under way in a thread of an executor; one chain may go through several session factories. */
    private static final ThreadLocal<@Nullable CarriedCall> UNDER_WAY = new ThreadLocal<>();

    private static final int NOTED = 10;

    private final Delivery.Call call;
    private final int most;
    private final int number;
    private final @Nullable CallTrail cause;

    /**
     * @param most how many may have caused each other
     */
    CarriedCall(Delivery.Call call, int most) {
        CarriedCall before = UNDER_WAY.get();
        this.call = call;
        this.most = most;
        number = before == null ? 1 : before.number + 1;
        cause = before == null ? null : before.trail();
    }

    /** What is noted of the calls up to this one. */
    private @Nullable CallTrail trail() {
        if (number <= most - NOTED) {
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
