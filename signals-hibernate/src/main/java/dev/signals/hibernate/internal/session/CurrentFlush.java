package dev.signals.hibernate.internal.session;

import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The flush of a session that is under way, and the flushes that are held back. */
public final class CurrentFlush {

    private int depth;
    private int quietDepth;
    private @Nullable FlushMode heldMode;

    CurrentFlush() {}

    /** Returns whether Hibernate's own flush is under way. A further flush is nested in it and is left to Hibernate. */
    public boolean isUnderWay() {
        return depth > 0;
    }

    void begin() {
        depth++;
    }

    void end() {
        depth = Math.max(0, depth - 1); // the state may have been made inside the flush
    }

    /** Forgets a flush that has failed, when the transaction ends. */
    void forget() {
        depth = 0;
    }

    /** Makes queries of this session run without a flush until {@link #release} is called. */
    public void hold(SessionImplementor session) {
        if (heldMode == null) {
            heldMode = session.getHibernateFlushMode();
            session.setHibernateFlushMode(FlushMode.COMMIT);
        }
    }

    public void release(SessionImplementor session) {
        if (heldMode != null) {
            session.setHibernateFlushMode(heldMode);
            heldMode = null;
        }
    }

    /** Runs statements without any flush or announcement before and after them, as if they were part of a flush. */
    public <R extends @Nullable Object> R quietly(SharedSessionContractImplementor session, Supplier<R> statements) {
        FlushMode mode = session.getHibernateFlushMode();
        setMode(session, FlushMode.MANUAL);
        begin();
        quietDepth++;
        try {
            return statements.get();
        } finally {
            quietDepth--;
            end();
            setMode(session, mode);
        }
    }

    /** Returns whether the present statement is one of the library itself and not a bulk statement of the application. */
    public boolean isQuiet() {
        return quietDepth > 0;
    }

    private static void setMode(SharedSessionContractImplementor session, FlushMode mode) {
        if (session instanceof SessionImplementor stateful) { // a stateless session has none
            stateful.setHibernateFlushMode(mode);
        }
    }
}
