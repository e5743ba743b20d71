package dev.signals.spring.boot;

import dev.signals.outbox.Outbox;
import org.springframework.context.SmartLifecycle;

/** Makes the calls of durable receivers while the application runs. */
final class OutboxLifecycle implements SmartLifecycle {

    private final Outbox outbox;
    private volatile boolean running;

    OutboxLifecycle(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void start() {
        outbox.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        outbox.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
