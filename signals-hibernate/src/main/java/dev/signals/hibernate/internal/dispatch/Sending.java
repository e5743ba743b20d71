package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.SignalSettings;
import dev.signals.Signal;
import dev.signals.hibernate.PreSave;
import dev.signals.hibernate.internal.session.RollbackMark;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** How receivers are called so that the session around them stays sound. */
final class Sending {

    private final boolean strict;

    Sending(boolean strict) {
        this.strict = strict;
    }

    /**
     * Sends an event about a write, unless the session is mute; whether it has.
     *
     * @param holdFlush whether queries of the receivers are to run without a flush
     */
    <E> boolean send(Moment moment, Signal<? super E> signal, E event, boolean holdFlush) {
        if (isMuted(moment, signal)) {
            return false;
        }
        if (moment.isGuarded() && strict) {
            markForRollback(moment.session());
            throw new IllegalStateException(event + " cannot be kept out of " + place(moment) + ", which "
                    + SignalSettings.STRICT + "=true forbids; " + cure(moment) + ", or remove the setting");
        }
        call(moment, signal, event, holdFlush || moment.isGuarded());
        return true;
    }

    /** Sends an event about a load, which happens in the middle of something by nature; receivers only look. */
    <E> void inform(Moment moment, Signal<? super E> signal, E event) {
        if (!isMuted(moment, signal)) {
            call(moment, signal, event, true);
        }
    }

    private static boolean isMuted(Moment moment, Signal<?> signal) {
        return moment.state() != null && moment.state().modes().current().mutes(signal.name());
    }

    private static <E> void call(Moment moment, Signal<? super E> signal, E event, boolean holdFlush) {
        RollbackMark mark = moment.state() == null ? null : moment.state().rollbackMark();
        boolean marked = mark != null && mark.isSet(moment.session());
        try {
            if (holdFlush && moment.session() instanceof SessionImplementor session) {
                dispatchWithoutFlush(session, moment.state(), signal, event);
            } else {
                dispatch(moment.state(), signal, event);
            }
        } catch (RuntimeException | Error e) {
            if (moment.isGuarded()) {
                e.addSuppressed(new GuardNote(event + " was sent inside " + place(moment)
                        + ": until it ends the session refuses flush(), and its queries do not flush; "
                        + cure(moment)));
            }
            markForRollback(moment.session());
            if (mark != null) {
                mark.setBy(event);
            }
            throw e;
        }
        if (mark != null && !marked) {
            mark.look(moment.session(), event);
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
        Sent sent = (Sent) event;
        if (state == null) {
            signal.send(sent.sender(), event);
        } else {
            state.announcements()
                    .dispatch(
                            sent.subject(),
                            event instanceof PreSave<?>,
                            signal,
                            event,
                            () -> signal.send(sent.sender(), event));
        }
    }

    static void markForRollback(@Nullable SharedSessionContractImplementor session) {
        if (session != null && session.isOpen() && session.isTransactionInProgress()) {
            session.markForRollbackOnly();
        }
    }

    private static String place(Moment moment) {
        return moment.insideFlush() ? "the flush" : "the cascade";
    }

    private static String cure(Moment moment) {
        return moment.insideFlush()
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
