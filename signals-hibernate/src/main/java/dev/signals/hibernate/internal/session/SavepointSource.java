package dev.signals.hibernate.internal.session;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Somebody outside of Hibernate who sets savepoints in the transactions of its sessions, and can be watched. */
public interface SavepointSource {

    /** Nobody. */
    SavepointSource NONE = (session, state) -> {};

    /** Has {@code state} told of the savepoints in the transaction of its session, if that is one of this source. */
    void watch(SharedSessionContractImplementor session, SessionState state);
}
