package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.Delivery;

/** A callback that calls a receiver in a phase of a transaction, and gives access to the call. */
interface PhaseCall extends Runnable, Delivery.Call {

    Delivery.Call call();

    /** Makes the call. An exception is thrown only if the phase propagates it. */
    @Override
    void run();

    @Override
    default void report(Throwable failure, String circumstances) {
        call().report(failure, circumstances);
    }

    @Override
    default Connection connection() {
        return call().connection();
    }

    @Override
    default Object event() {
        return call().event();
    }
}
