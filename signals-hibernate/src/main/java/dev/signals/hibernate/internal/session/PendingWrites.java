package dev.signals.hibernate.internal.session;

import java.util.function.BooleanSupplier;
import org.hibernate.event.spi.EventSource;

/** Finds out whether work in a session has left anything for a flush to write. */
public interface PendingWrites {

    /**
     * Begins to watch a session.
     *
     * @return answers whether there is anything to write that was not there at this moment
     */
    BooleanSupplier watch(EventSource session);
}
