package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.loop.RoundLimit;
import dev.signals.hibernate.internal.session.ExecutedWrites;
import dev.signals.hibernate.internal.session.InverseChanges;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.DirtyChecks;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.PendingWork;
import org.hibernate.FlushMode;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.jspecify.annotations.Nullable;

/** The beginning and end of each flush, and the announcements after it. */
final class FlushCycle {

    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final OperationStack operations;
    private final FlushSharing sharing;
    private final ForeignCode foreign;
    private final DirtyChecks checks;
    private final InspectionGuard guard;

    FlushCycle(
            SessionStates states,
            EventDispatcher dispatcher,
            OperationStack operations,
            FlushSharing sharing,
            ForeignCode foreign,
            DirtyChecks checks,
            InspectionGuard guard) {
        this.checks = checks;
        this.guard = guard;
        this.states = states;
        this.dispatcher = dispatcher;
        this.operations = operations;
        this.sharing = sharing;
        this.foreign = foreign;
    }

    /**
     * Begins a flush. It is the last call before Hibernate flushes.
     *
     * @param event the event object of this flush
     * @param type the type of the event
     * @param writes whether the flush is sure to write. If not, changes found inside it are not announced, because it may be
     *     thrown away.
     */
    void flushBegins(EventSource session, Object event, EventType<?> type, boolean writes) {
        // It is made now if there is none: it must see the flush begin to know that it is inside.
        SessionState state =
                dispatcher.hasAnyReceivers(session.getFactory()) ? states.of(session) : states.find(session);
        if (state == null) {
            return;
        }
        if (state.flush().isUnderWay()) {
            // Either it is nested in another flush, or another SessionEventListener has refused an earlier one in
            // flushStart, which DefaultFlushEventListener calls outside the try whose end calls flushEnd. In both cases
            // nothing was compared right before.
            sharing.flushEnded(state);
        } else {
            state.journal().flushBegins();
            operations.begin(session, event, writes);
            sharing.flushBegins(session, state, type);
        }
    }

    /**
     * Ends a flush, and announces what was written. It is the first call after Hibernate has flushed, or decided not to.
     *
     * @param event the event object of this flush
     * @param flushed whether there was a flush, so that changes of receivers have to be flushed too
     */
    void flushEnded(EventSource session, Object event, boolean flushed) {
        operations.end(event);
        SessionState state = states.find(session);
        sharing.flushEnded(state);
        if (state != null && !state.flush().isUnderWay()) {
            state.hiddenReferences().restore();
            state.flush().release(session);
            state.journal().flushEnded(session, flushed);
            state.runningRemovals().forgetOrphansPutBack();
            if (flushed || !state.preSaveTracker().isDispatching()) {
                drain(session, state, flushed, flushed);
            } // Otherwise the flush belongs to the query of a receiver: the present announcement comes first.
            state.goOnWithCommit();
        }
    }

    /** Announces rows that {@code persist} has written by itself, before a commit that flushes nothing. */
    void drainWithoutFlush(EventSource session, SessionState state) {
        boolean canFlush = session.isOpenOrWaitingForAutoClose() && session.getHibernateFlushMode() != FlushMode.MANUAL;
        drain(session, state, canFlush, false);
    }

    /**
     * Announces writes, oldest first, until there are none. Writes of receivers come after the earlier ones, and their
     * nested flushes only add to the queue. After each round with receivers the session is flushed once more if they have
     * left anything to write that was not there before, because Hibernate makes only the flush of the commit.
     *
     * @param flushAfterwards whether changes of receivers have to be flushed
     * @param rightAfterFlush whether nothing has happened since a flush
     */
    private void drain(EventSource session, SessionState state, boolean flushAfterwards, boolean rightAfterFlush) {
        if (state.journal().isDraining() || state.journal().isEmpty()) {
            return;
        }
        state.journal().setDraining(true);
        try {
            RoundLimit rounds = state.rounds(session, "flush");
            boolean watch = flushAfterwards && dispatcher.hasReceiversAfterFlush(session.getFactory());
            boolean undisturbed = watch && rightAfterFlush && hasOnlyHibernateRun(session, state);
            Object last;
            do {
                PendingWork before = watch ? PendingWork.now(session, checks, guard, undisturbed) : null;
                undisturbed = false;
                last = announceWrites(session, state);
                if (last != null && before != null && before.isAnythingNew()) {
                    HibernateAdapter.flush(session);
                }
            } while (last != null && rounds.next(last) && !state.journal().isEmpty());
        } finally {
            state.journal().setDraining(false);
        }
    }

    /** Returns whether it is sure that the flush that has just ended has run no other code. */
    private boolean hasOnlyHibernateRun(EventSource session, SessionState state) {
        return foreign.isWorthAsking(session)
                && !state.preSaveTracker().isDispatching()
                && !foreign.mayRunInFlush(session);
    }

    /**
     * Announces all pending writes.
     *
     * @return the last instance that had receivers, or null
     */
    private @Nullable Object announceWrites(EventSource session, SessionState state) {
        @Nullable Object[] last = {null};
        ExecutedWrites writes = state.journal().take();
        InverseChanges inverse = dispatcher.inverse(session, writes);
        writes.forEach(
                save -> last[0] = dispatcher.postSave(session, state, save) ? save.instance() : last[0],
                change -> last[0] = dispatcher.afterCollection(session, state, change) ? change.owner() : last[0],
                removal -> last[0] = dispatcher.postDelete(session, state, removal) ? removal.instance() : last[0]);
        Object farSide = inverse == null ? null : dispatcher.afterInverse(session, state, inverse);
        return farSide == null ? last[0] : farSide;
    }
}
