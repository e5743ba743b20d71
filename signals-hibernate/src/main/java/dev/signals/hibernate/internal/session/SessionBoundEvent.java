package dev.signals.hibernate.internal.session;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** An event that knows its session, also when its receivers must not use it any more. */
public interface SessionBoundEvent {

    /** The session in which it happened; null for a stateless one that Hibernate does not tell. */
    @Nullable
    SharedSessionContractImplementor owner();
}
