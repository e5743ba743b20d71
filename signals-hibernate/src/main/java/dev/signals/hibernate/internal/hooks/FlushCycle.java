package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.session.Rounds;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.Looks;
import dev.signals.hibernate.internal.walk.Unwritten;
import org.hibernate.FlushMode;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/** Where a flush begins and ends, whoever started it, and what is announced after it. */
final class FlushCycle {

    private final SessionStates states;
    private final Announcer announcer;
    private final NotedSession noted;
    private final Looks looks;

    FlushCycle(SessionStates states, Announcer announcer, NotedSession noted, Looks looks) {
        this.looks = looks;
        this.states = states;
        this.announcer = announcer;
        this.noted = noted;
    }

    /**
     * Called last before Hibernate flushes.
     *
     * @param event the event object of this flush
     * @param writes whether it will write for sure; if not, what it finds changed is not announced, since it may be thrown away
     */
    void flushBegins(EventSource session, Object event, boolean writes) {
        // Made now if there is none: it has to see the flush begin in order to know that it is inside.
        SessionState state = announcer.isIdle(session.getFactory()) ? states.find(session) : states.of(session);
        if (state != null && !state.isInsideFlush()) {
            state.facts().flushBegins();
            noted.begin(session, event, writes);
        }
    }

    /**
     * Called first after Hibernate has flushed, or decided not to: announces what was written.
     *
     * @param event the event object of this flush
     * @param flushed whether there was a flush, so that what receivers change has to be flushed too
     */
    void flushEnded(EventSource session, Object event, boolean flushed) {
        noted.end(event);
        SessionState state = states.find(session);
        if (state != null && !state.isInsideFlush()) {
            state.hiddenReferences().restore();
            state.releaseFlush(session);
            state.facts().flushEnded(session, flushed);
            state.forgetOrphansPutBack();
            if (flushed || !state.announcements().isDispatching()) {
                drain(session, state, flushed);
            } // Otherwise a receiver queries: what is announced at the moment comes first.
            state.goOnWithCommit();
        }
    }

    /** Before a commit that flushes nothing: announces rows that {@code persist} has written by itself. */
    void drainWithoutFlush(EventSource session, SessionState state) {
        boolean canFlush = session.isOpenOrWaitingForAutoClose() && session.getHibernateFlushMode() != FlushMode.MANUAL;
        drain(session, state, canFlush);
    }

    /**
     * Announces facts, oldest first, until there are none. What receivers write meanwhile comes after what was there before;
     * their nested flushes only add to the queue. After each round that had receivers the session is flushed once more
     * if they have left anything to write that was not there before, since the flush of a commit is the only one that Hibernate
     * makes.
     */
    private void drain(EventSource session, SessionState state, boolean flushAfterwards) {
        if (state.facts().isDraining() || state.facts().isEmpty()) {
            return;
        }
        state.facts().setDraining(true);
        try {
            Rounds rounds = state.rounds(session, "flush");
            boolean watch = flushAfterwards && !announcer.isIdleAfterFlush(session.getFactory());
            Object last;
            do {
                Unwritten before = watch ? Unwritten.now(session, looks) : null;
                last = announceFacts(session, state);
                if (last != null && before != null && before.isAnythingNew()) {
                    HibernateAdapter.flush(session);
                }
            } while (last != null && rounds.next(last) && !state.facts().isEmpty());
        } finally {
            state.facts().setDraining(false);
        }
    }

    /** Announces all facts there are; returns the last instance that had receivers, or null. */
    private @Nullable Object announceFacts(EventSource session, SessionState state) {
        @Nullable Object[] last = {null};
        state.facts()
                .take()
                .forEach(
                        save -> last[0] = announcer.postSave(session, state, save) ? save.instance() : last[0],
                        change ->
                                last[0] = announcer.afterCollection(session, state, change) ? change.owner() : last[0],
                        removal ->
                                last[0] = announcer.postDelete(session, state, removal) ? removal.instance() : last[0]);
        return last[0];
    }
}
