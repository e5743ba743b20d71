package dev.signals.hibernate.internal.dispatch;

import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.internal.event.DispatchContext;
import dev.signals.hibernate.internal.event.DispatchableEvent;
import dev.signals.hibernate.internal.loop.CallTrail;
import dev.signals.hibernate.internal.session.PreSaveTracker;
import dev.signals.hibernate.internal.session.RollbackMark;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch that keeps the session sound while receivers run: it holds back flushes, and marks the transaction for rollback
 * when a receiver throws.
 */
public final class GuardedDispatch {

    private final boolean strict;

    public GuardedDispatch(boolean strict) {
        this.strict = strict;
    }

    /**
     * Sends an event about a write, unless the session has muted the signal.
     *
     * @param holdFlush whether queries of the receivers run without a flush
     * @return whether it was sent
     */
    public <E> boolean send(DispatchContext context, Signal<? super E> signal, E event, boolean holdFlush) {
        if (isMuted(context, signal)) {
            return false;
        }
        if (context.isGuarded() && strict) {
            markForRollback(context.session());
            throw new IllegalStateException(event + " cannot be kept out of " + place(context) + ", which "
                    + SignalSettings.STRICT + "=true forbids; " + cure(context) + ", or remove the setting");
        }
        call(context, signal, event, holdFlush || context.isGuarded());
        return true;
    }

    /**
     * Sends an event about a load, unless the session has muted the signal. A load always happens in the middle of another
     * operation, so queries of the receivers run without a flush.
     */
    <E> void inform(DispatchContext context, Signal<? super E> signal, E event) {
        if (!isMuted(context, signal)) {
            call(context, signal, event, true);
        }
    }

    private static boolean isMuted(DispatchContext context, Signal<?> signal) {
        return context.state() != null && context.state().modes().mutes(signal.name());
    }

    private static <E> void call(DispatchContext context, Signal<? super E> signal, E event, boolean holdFlush) {
        RollbackMark mark = context.state() == null ? null : context.state().rollbackMark();
        boolean marked = mark != null && mark.isSet(context.session());
        try {
            if (holdFlush && context.session() instanceof SessionImplementor session) {
                dispatchWithoutFlush(session, context.state(), signal, event);
            } else {
                dispatch(context.state(), signal, event);
            }
        } catch (RuntimeException | Error e) {
            if (context.isGuarded()) {
                e.addSuppressed(new GuardNote(event + " was sent inside " + place(context)
                        + ": until it ends the session refuses flush(), and its queries do not flush; "
                        + cure(context)));
            }
            markForRollback(context.session());
            if (mark != null) {
                mark.setBy(event, e);
            }
            throw e;
        }
        if (mark != null && !marked) {
            mark.look(context.session(), event);
        }
    }

    private static <E> void dispatchWithoutFlush(
            SessionImplementor session, @Nullable SessionState state, Signal<? super E> signal, E event) {
        FlushMode flushMode = session.getHibernateFlushMode();
        if (flushMode != FlushMode.MANUAL) {
            session.setHibernateFlushMode(FlushMode.COMMIT);
        }
        try {
            dispatch(state, signal, event);
        } finally {
            // A flush mode that a receiver has set stays.
            if (session.isOpen() && session.getHibernateFlushMode() == FlushMode.COMMIT) {
                session.setHibernateFlushMode(flushMode);
            }
        }
    }

    private static <E> void dispatch(@Nullable SessionState state, Signal<? super E> signal, E event) {
        DispatchableEvent sent = (DispatchableEvent) event;
        if (state == null) {
            signal.send(sent.sender(), event);
            return;
        }
        PreSaveTracker tracker = state.preSaveTracker();
        CallTrail trail = tracker.beginDispatch(event);
        Scope observation = trail == null ? null : signal.observe(trail::called);
        boolean announces = event instanceof PreSave<?> && tracker.announcing(sent.subject());
        try {
            signal.send(sent.sender(), event);
        } finally {
            tracker.endDispatch();
            if (observation != null) {
                observation.close();
            }
            if (announces) {
                tracker.announced(sent.subject());
            }
        }
    }

    public static void markForRollback(@Nullable SharedSessionContractImplementor session) {
        if (session != null && session.isOpen() && session.isTransactionInProgress()) {
            session.markForRollbackOnly();
        }
    }

    private static String place(DispatchContext context) {
        return context.insideFlush() ? "the flush" : "the cascade";
    }

    private static String cure(DispatchContext context) {
        return context.insideFlush()
                ? "let no JPA callback, listener, setter or generator change, persist or remove entities while the flush is under way"
                : "persist what is new before it is merged, or do such work in POST_SAVE";
    }

    /** A note for the reader of a receiver's exception: the call happened inside a flush or a cascade. */
    private static final class GuardNote extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GuardNote(String message) {
            super(message, null, false, false);
        }
    }
}
