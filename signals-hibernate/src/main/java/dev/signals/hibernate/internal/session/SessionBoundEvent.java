package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.access.LastWrite;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** An event that knows its session, even when its receivers must not use the session any more. */
public interface SessionBoundEvent {

    /** The session in which it happened; null for a stateless session that Hibernate does not report. */
    @Nullable
    SharedSessionContractImplementor owner();

    /** Why and for whom it was written. */
    EventContext circumstances();

    /**
     * Writes something as the last thing of the transaction.
     *
     * @throws IllegalStateException if the session is not known
     */
    void writeLast(LastWrite write);
}
