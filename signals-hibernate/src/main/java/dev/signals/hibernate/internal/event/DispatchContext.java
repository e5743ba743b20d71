package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.WriteMode;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Where a session stands when something is announced.
 *
 * @param session the session, which may be a stateless one; null for a stateless one that Hibernate does not tell
 * @param state what is remembered for it; null only without a session
 * @param insideFlush whether a flush is executing, or collecting what to execute
 * @param insideCascade whether a cascade is under way
 * @param raw whether receivers shall leave things as they are
 */
public record DispatchContext(
        @Nullable SharedSessionContractImplementor session,
        @Nullable SessionState state,
        boolean insideFlush,
        boolean insideCascade,
        boolean raw) {

    public static DispatchContext of(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state) {
        return of(
                session, state, state == null ? WriteMode.NORMAL : state.modes().current());
    }

    /**
     * For something that has been written.
     *
     * @param mode how it was written, maybe some time ago
     */
    public static DispatchContext of(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, WriteMode mode) {
        if (session instanceof SessionImplementor stateful && state != null) {
            PersistenceContext context = stateful.getPersistenceContextInternal();
            boolean insideFlush = state.isInsideFlush() || context.isFlushing();
            return new DispatchContext(session, state, insideFlush, context.getCascadeLevel() > 0, mode.raw());
        }
        return new DispatchContext(session, state, false, false, mode.raw());
    }

    /** Whether a query of a receiver must not start a flush, as one flush or cascade is under way. */
    public boolean isGuarded() {
        return insideFlush || insideCascade;
    }
}
