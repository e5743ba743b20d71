package dev.signals.spring.boot;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Has the calls in other threads made before any bean is destroyed: the end of the session factory, which waits for them too,
 * comes after the beans that the receivers use.
 */
final class AsynchronousCallsLifecycle implements SmartLifecycle {

    /** After the web server (2048 before the end), the outbox and listeners of messages, whose work may cause such calls. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final PersistenceUnits units;
    private volatile List<PersistenceUnits.Unit> started = List.of();
    private volatile boolean running;

    AsynchronousCallsLifecycle(PersistenceUnits units) {
        this.units = units;
    }

    @Override
    public void start() {
        started = units.all();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        started.forEach(unit -> unit.signals().awaitCalls());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
