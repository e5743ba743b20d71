package dev.signals.hibernate.internal.session;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A source of savepoints outside of Hibernate, which sets them in the transactions of its sessions and can be watched. */
public interface SavepointSource {

    /** A source that sets no savepoints. */
    SavepointSource NONE = (session, state) -> {};

    /**
     * Notifies {@code state} of the savepoints in the transaction of its session, if that is a transaction of this source.
     */
    void watch(SharedSessionContractImplementor session, SessionState state);
}
