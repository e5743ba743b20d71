package dev.signals.benchmarks.dispatch;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** CDI events in Weld. */
public class Weld extends Peer {

    private SeContainer container;
    private Event<Saved> events;

    /** A bean without observers, as a container needs one. */
    @Singleton
    public static class None {}

    /** A bean with one observer. */
    @Singleton
    public static class One {

        private final Counting even = new Even();

        void first(@Observes Saved event) {
            even.receive(event);
        }
    }

    /** A bean with two observers more. */
    @Singleton
    public static class Two {

        private final Counting odd = new Odd();
        private final Counting even = new Even();

        void first(@Observes Saved event) {
            odd.receive(event);
        }

        void second(@Observes Saved event) {
            even.receive(event);
        }
    }

    /** A bean with seven observers more. */
    @Singleton
    public static class Seven {

        private final Counting[] targets = Counting.make(7);

        void first(@Observes Saved event) {
            targets[0].receive(event);
        }

        void second(@Observes Saved event) {
            targets[1].receive(event);
        }

        void third(@Observes Saved event) {
            targets[2].receive(event);
        }

        void fourth(@Observes Saved event) {
            targets[3].receive(event);
        }

        void fifth(@Observes Saved event) {
            targets[4].receive(event);
        }

        void sixth(@Observes Saved event) {
            targets[5].receive(event);
        }

        void seventh(@Observes Saved event) {
            targets[6].receive(event);
        }
    }

    @Override
    void connect(Counting[] targets) {
        Class<?>[] beans = switch (targets.length) {
            case 0 -> new Class<?>[] {None.class};
            case 1 -> new Class<?>[] {One.class};
            case 3 -> new Class<?>[] {One.class, Two.class};
            case 10 -> new Class<?>[] {One.class, Two.class, Seven.class};
            default -> throw new IllegalArgumentException("there are beans for 0, 1, 3 and 10 receivers only");
        };
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(beans)
                .initialize();
        events = container.getBeanManager().getEvent().select(Saved.class);
    }

    @Override
    void send(Blackhole blackhole) {
        Saved event = event();
        events.fire(event);
        blackhole.consume(event);
    }

    /** Closes the container. */
    @TearDown
    public void close() {
        container.close();
    }
}
