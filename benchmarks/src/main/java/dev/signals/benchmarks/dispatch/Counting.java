package dev.signals.benchmarks.dispatch;

import dev.signals.SignalReceiver;

/** A receiver that does next to nothing; two classes, so that the call is not a monomorphic one. */
abstract class Counting implements SignalReceiver<Object> {

    int received;

    @Override
    public abstract void receive(Object event);

    static Counting[] make(int count) {
        Counting[] made = new Counting[count];
        for (int i = 0; i < count; i++) {
            made[i] = i % 2 == 0 ? new Even() : new Odd();
        }
        return made;
    }
}
