package dev.signals.benchmarks.dispatch;

import org.greenrobot.eventbus.EventBus;
import org.greenrobot.eventbus.Subscribe;
import org.openjdk.jmh.infra.Blackhole;

/** The event bus of greenrobot. */
public class Greenrobot extends Peer {

    /** Without what it does for an event that nobody receives. */
    private final EventBus bus = EventBus.builder()
            .logNoSubscriberMessages(false)
            .sendNoSubscriberEvent(false)
            .build();

    /**
     * A subscriber.
     *
     * @param target what is called
     */
    public record Subscriber(Counting target) {

        /** Receives an event. */
        @Subscribe
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
