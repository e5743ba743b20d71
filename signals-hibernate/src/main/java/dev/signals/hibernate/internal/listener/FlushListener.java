package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.access.FactoryAccess;
import java.util.function.Supplier;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** The listeners around {@code flush()} and the flush of a commit. */
final class FlushListener {

    private FlushListener() {}

    /** The first listener of a flush. It also holds the object that {@link FactoryAccess#find} looks for. */
    record Before(BeforeFlush before, FlushCycle cycle, FactoryAccess access)
            implements FlushEventListener, Supplier<FactoryAccess> {

        @Override
        public void onFlush(FlushEvent event) {
            before.announceAll(event.getSession());
            cycle.flushBegins(event.getSession(), event, EventType.FLUSH, true);
        }

        @Override
        public FactoryAccess get() {
            return access;
        }
    }

    record After(FlushCycle cycle) implements FlushEventListener {

        @Override
        public void onFlush(FlushEvent event) {
            cycle.flushEnded(event.getSession(), event, true);
        }
    }
}
