package dev.signals.benchmarks;

import dev.signals.SignalReceiver;

/** A receiver that does next to nothing; two classes, so that the call is not a monomorphic one. */
abstract class Counting implements SignalReceiver<Object> {

    int received;

    @Override
    public abstract void receive(Object event);
}
