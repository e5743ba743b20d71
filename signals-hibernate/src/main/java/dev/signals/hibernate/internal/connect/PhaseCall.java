package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.Delivery;

/** A callback that calls a receiver in a phase of a transaction, and tells which call it is. */
interface PhaseCall extends Runnable, Delivery.Call {

    Delivery.Call call();

    /** Throws what the phase lets through. */
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
