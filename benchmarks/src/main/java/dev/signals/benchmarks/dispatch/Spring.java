package dev.signals.benchmarks.dispatch;

import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/** The events of a Spring application context. */
public class Spring extends Peer {

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final SavedEvent ready = new SavedEvent(entity);

    static final class SavedEvent extends ApplicationEvent {

        private static final long serialVersionUID = 1;

        SavedEvent(Object source) {
            super(source);
        }
    }

    /** A class and no lambda, from which Spring could not see the type of the event. */
    record Listener(Counting target) implements ApplicationListener<SavedEvent> {

        @Override
        public void onApplicationEvent(SavedEvent event) {
            target.receive(event);
        }
    }

    @Override
    void connect(Counting[] targets) {
        context.refresh();
        for (Counting target : targets) {
            context.addApplicationListener(new Listener(target));
        }
    }

    @Override
    void send(Blackhole blackhole) {
        SavedEvent event = receivers == 0 ? ready : new SavedEvent(entity);
        context.publishEvent(event);
        blackhole.consume(event);
    }

    /** Closes the context. */
    @TearDown
    public void close() {
        context.close();
    }
}
