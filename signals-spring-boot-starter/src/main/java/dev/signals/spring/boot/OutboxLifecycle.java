package dev.signals.spring.boot;

import dev.signals.outbox.Outbox;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Makes the calls of durable receivers while the application runs, in each persistence unit that has some. */
final class OutboxLifecycle implements SmartLifecycle {

    private final Outboxes outboxes;
    private volatile List<Outbox> started = List.of();
    private volatile boolean running;

    OutboxLifecycle(Outboxes outboxes) {
        this.outboxes = outboxes;
    }

    @Override
    public void start() {
        started = List.copyOf(outboxes.inUse().values());
        started.forEach(Outbox::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        started.forEach(Outbox::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
