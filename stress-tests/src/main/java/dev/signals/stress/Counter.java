package dev.signals.stress;

import dev.signals.Signal;

/** Signals whose events are a number that the receivers add to. */
final class Counter {

    private Counter() {}

    static Signal<int[]> signal() {
        return Signal.of("stress", int[].class);
    }

    /** Sends, and returns what the receivers have made of zero. */
    static int send(Signal<int[]> signal, Class<?> sender) {
        int[] event = new int[1];
        signal.send(sender, event);
        return event[0];
    }
}
