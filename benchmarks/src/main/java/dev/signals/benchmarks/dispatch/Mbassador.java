package dev.signals.benchmarks.dispatch;

import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.error.PublicationError;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** The event bus MBassador. */
public class Mbassador extends Peer {

    private final MBassador<Saved> bus = new MBassador<>(Mbassador::fail);

    /**
     * A subscriber, held strongly as those of the other peers.
     *
     * @param target what is called
     */
    @Listener(references = References.Strong)
    public record Subscriber(Counting target) {

        /** Receives an event. */
        @Handler
        public void saved(Saved event) {
            target.receive(event);
        }
    }

    private static void fail(PublicationError error) {
        throw new IllegalStateException(error.getMessage(), error.getCause());
    }

    @Override
    void connect(Counting[] targets) {
        for (Counting target : targets) {
            bus.subscribe(new Subscriber(target));
        }
    }

    @Override
    void send(Blackhole blackhole) {
        Saved event = event();
        blackhole.consume(bus.publish(event));
        blackhole.consume(event);
    }

    /** Ends its threads. */
    @TearDown
    public void close() {
        bus.shutdown();
    }
}
