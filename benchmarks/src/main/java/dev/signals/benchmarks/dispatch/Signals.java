package dev.signals.benchmarks.dispatch;

import dev.signals.Signal;
import org.openjdk.jmh.infra.Blackhole;

/** This library. */
public class Signals extends KeyedPeer {

    private final Signal<Object> signal = Signal.of("benchmark", Object.class);

    @Override
    void connect(Class<?> sender, Counting[] all) {
        for (Counting target : all) {
            signal.connect(sender, target);
        }
        signal.send(sender, event());
    }

    @Override
    void send(Blackhole blackhole) {
        Saved event = event();
        blackhole.consume(signal.send(Entity.class, event));
        blackhole.consume(event);
    }

    boolean hasReceivers() {
        return signal.hasReceivers(Entity.class);
    }
}
