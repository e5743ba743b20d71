package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Where a session stands when something is announced.
 *
 * @param insideFlush whether a flush is executing, or collecting what to execute
 * @param insideCascade whether a cascade is under way
 */
record Moment(SessionImplementor session, SessionState state, boolean insideFlush, boolean insideCascade) {

    static Moment of(SessionImplementor session, SessionState state) {
        PersistenceContext context = session.getPersistenceContextInternal();
        return new Moment(session, state, state.isInsideFlush() || context.isFlushing(), context.getCascadeLevel() > 0);
    }

    /** Whether a query of a receiver must not start a flush, as one flush or cascade is under way. */
    boolean isGuarded() {
        return insideFlush || insideCascade;
    }
}
