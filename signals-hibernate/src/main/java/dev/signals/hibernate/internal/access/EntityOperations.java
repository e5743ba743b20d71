package dev.signals.hibernate.internal.access;

import dev.signals.hibernate.event.PendingChanges;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The operations of one session factory that look at entities as the walks before a flush do. The signals of the
 * factory offer them, but are built before them.
 */
public interface EntityOperations {

    /** Returns what the next flush would write for an instance, see {@link PendingChanges}. */
    PendingChanges changes(SharedSessionContractImplementor session, Object instance);

    /**
     * Begins a deletion by query, see {@link dev.signals.hibernate.SignalDelete}.
     *
     * @param origin the deletion as the events name it
     */
    DeleteWrite delete(SharedSessionContractImplementor session, Class<?> type, Object origin);
}
