package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Delivery;

/** Work that makes a call of a receiver in a phase of a transaction, and can be asked which call it is. */
interface Waiting extends Runnable, Delivery.Call {

    Delivery.Call call();

    /** Fails as the phase has it. */
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
