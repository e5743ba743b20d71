package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.WriteMode;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The situation of a session when an event is sent.
 *
 * @param session the session, which may be a stateless one; null for a stateless session that Hibernate does not report
 * @param state the library's state of the session; null only without a session
 * @param insideFlush whether a flush is executing, or collecting what to execute
 * @param insideCascade whether a cascade is under way
 * @param mode the mode in which the session writes, or has written
 */
public record DispatchContext(
        @Nullable SharedSessionContractImplementor session,
        @Nullable SessionState state,
        boolean insideFlush,
        boolean insideCascade,
        WriteMode mode) {

    public static DispatchContext of(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state) {
        return of(
                session, state, state == null ? WriteMode.NORMAL : state.modes().current());
    }

    /**
     * Makes the context of a write that has been executed.
     *
     * @param mode the mode in which it was written, possibly some time ago
     */
    public static DispatchContext of(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, WriteMode mode) {
        if (session instanceof SessionImplementor stateful && state != null) {
            PersistenceContext context = stateful.getPersistenceContextInternal();
            boolean insideFlush = state.flush().isUnderWay()
                    || context.isFlushing()
                    || state.journal().isInserting();
            return new DispatchContext(session, state, insideFlush, context.getCascadeLevel() > 0, mode);
        }
        return new DispatchContext(session, state, false, false, mode);
    }

    /** Returns whether a flush or cascade is under way, so that a query of a receiver must not start another flush. */
    public boolean isGuarded() {
        return insideFlush || insideCascade;
    }
}
