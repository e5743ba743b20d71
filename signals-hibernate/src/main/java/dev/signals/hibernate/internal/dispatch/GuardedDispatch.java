package dev.signals.hibernate.internal.dispatch;

import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.internal.event.DispatchContext;
import dev.signals.hibernate.internal.event.DispatchableEvent;
import dev.signals.hibernate.internal.session.RollbackMark;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** How receivers are called so that the session around them stays sound. */
public final class GuardedDispatch {

    private final boolean strict;

    public GuardedDispatch(boolean strict) {
        this.strict = strict;
    }

    /**
     * Sends an event about a write, unless the session is mute; whether it has.
     *
     * @param holdFlush whether queries of the receivers are to run without a flush
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

    /** Sends an event about a load, which happens in the middle of something by nature; receivers only look. */
    <E> void inform(DispatchContext context, Signal<? super E> signal, E event) {
        if (!isMuted(context, signal)) {
            call(context, signal, event, true);
        }
    }

    private static boolean isMuted(DispatchContext context, Signal<?> signal) {
        return context.state() != null && context.state().modes().current().mutes(signal.name());
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
                mark.setBy(event);
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
            // Unless a receiver has set another one, which is to stay.
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
        Scope dispatch =
                state.preSaveTracker().beginDispatch(sent.subject(), event instanceof PreSave<?>, signal, event);
        try {
            signal.send(sent.sender(), event);
        } finally {
            dispatch.close();
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
                ? "let no JPA callback or other listener change, persist or remove entities while the flush is under way"
                : "persist what is new before it is merged, or do such work in POST_SAVE";
    }

    /** Tells the reader of a receiver's exception what is special about the place. */
    private static final class GuardNote extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GuardNote(String message) {
            super(message, null, false, false);
        }
    }
}
