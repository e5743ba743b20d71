package dev.signals.benchmarks.dispatch;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import org.openjdk.jmh.infra.Blackhole;

/** Guava's event bus. */
public class Guava extends Peer {

    private final EventBus bus = new EventBus();

    /**
     * Allows concurrent events: otherwise Guava takes a lock for each call.
     *
     * @param target what is called
     */
    public record Subscriber(Counting target) {

        /** Receives an event. */
        @Subscribe
        @AllowConcurrentEvents
        public void saved(Saved event) {
            target.receive(event);
        }
    }

    @Override
    void connect(Counting[] targets) {
        for (Counting target : targets) {
            bus.register(new Subscriber(target));
        }
    }

    @Override
    void send(Blackhole blackhole) {
        Saved event = event();
        bus.post(event);
        blackhole.consume(event);
    }
}
