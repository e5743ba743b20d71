package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.ModelSignals;
import java.util.function.Supplier;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** Around {@code flush()} and the flush of a commit. */
final class FlushHook {

    private FlushHook() {}

    /** Hands out the signals of the factory too, see {@link ModelSignals#of}. */
    record Before(BeforeFlush before, FlushCycle cycle, ModelSignals signals)
            implements FlushEventListener, Supplier<ModelSignals> {

        @Override
        public void onFlush(FlushEvent event) {
            before.announceAll(event.getSession());
            cycle.flushBegins(event.getSession(), event, true);
        }

        @Override
        public ModelSignals get() {
            return signals;
        }
    }

    record After(FlushCycle cycle) implements FlushEventListener {

        @Override
        public void onFlush(FlushEvent event) {
            cycle.flushEnded(event.getSession(), event, true);
        }
    }
}
