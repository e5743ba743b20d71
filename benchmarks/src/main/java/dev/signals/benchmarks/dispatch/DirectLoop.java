package dev.signals.benchmarks.dispatch;

import org.openjdk.jmh.infra.Blackhole;

/** The receivers in an array, called with an event that exists already: nothing can be faster. */
public class DirectLoop extends Peer {

    private static final Object EVENT = new Object();

    private Counting[] targets = {};

    @Override
    void connect(Counting[] all) {
        targets = all;
    }

    @Override
    void send(Blackhole blackhole) {
        for (Counting target : targets) {
            target.receive(EVENT);
        }
    }
}
