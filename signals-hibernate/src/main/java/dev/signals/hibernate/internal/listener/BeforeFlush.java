package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.loop.RoundLimit;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.CollectionWalk;
import dev.signals.hibernate.internal.walk.DirtyChecks;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import dev.signals.hibernate.internal.walk.FlushForecast;
import dev.signals.hibernate.internal.walk.FlushPreparation;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import dev.signals.hibernate.internal.walk.PendingWork;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import dev.signals.hibernate.internal.walk.UnfinishedEntities;
import dev.signals.hibernate.internal.walk.WorthwhileWalks;
import dev.signals.hibernate.internal.walk.WorthwhileWalks.Walks;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/** Announces what a flush will write, before the flush or before Hibernate runs its cascades early. */
final class BeforeFlush {

    private final SessionStates states;
    private final NewEntityWalk newEntities;
    private final RemovalWalk removals;
    private final DirtyWalk dirtyEntities;
    private final UnfinishedEntities unfinished;
    private final CollectionWalk collections;
    private final WorthwhileWalks walks;
    private final DirtyChecks checks;
    private final InspectionGuard guard;

    BeforeFlush(
            SessionStates states,
            NewEntityWalk newEntities,
            RemovalWalk removals,
            DirtyWalk dirtyEntities,
            UnfinishedEntities unfinished,
            CollectionWalk collections,
            WorthwhileWalks walks,
            DirtyChecks checks,
            InspectionGuard guard) {
        this.states = states;
        this.newEntities = newEntities;
        this.removals = removals;
        this.dirtyEntities = dirtyEntities;
        this.unfinished = unfinished;
        this.collections = collections;
        this.walks = walks;
        this.checks = checks;
        this.guard = guard;
    }

    /** Announces new, orphaned and changed entities before a flush that will write, until there is nothing left. */
    void announceAll(EventSource session) {
        SessionState state = begin(session);
        if (state != null) {
            unfinished.keepQueued(session, state);
            announceUntilQuiet(session, state, true);
            unfinished.hideReferences(session, state);
            refuseFlushIfBlocked(session, state);
        }
    }

    /**
     * Refuses a flush that a receiver of a new entity calls, if it would have to write a reference to the new entity that
     * cannot be hidden.
     */
    private void refuseFlushIfBlocked(EventSource session, SessionState state) {
        if (unfinished.isFlushBlocked(session, state)) {
            state.hiddenReferences().restore();
            throw new IllegalStateException("flush() is not possible while receivers are called for "
                    + state.preSaveTracker().unfinished().stream()
                            .map(entity -> "a new " + session.bestGuessEntityName(entity))
                            .distinct()
                            .collect(Collectors.joining(" and "))
                    + ", since a managed entity holds it in a collection, an embeddable or an @Any, and it has no row yet;"
                    + " call flush() in POST_SAVE, or add it there");
        }
    }

    /** Announces new and orphaned entities before the cascades that Hibernate runs early for a query. */
    void announceReached(EventSource session) {
        SessionState state = begin(session);
        if (state != null) {
            announceUntilQuiet(session, state, false);
            holdFlushIfBlocked(session, state);
        }
    }

    /**
     * Announces before a query for which Hibernate looks for changes, and writes them if they concern the query.
     *
     * @param cascades whether Hibernate runs the cascades of the flush now; if not, it has run them before
     * @return whether the flush is expected to write changes that were announced
     */
    boolean announceForQuery(EventSource session, @Nullable Set<String> querySpaces, boolean cascades) {
        SessionState state = begin(session);
        if (state == null) {
            return false;
        }
        if (cascades) {
            announceUntilQuiet(session, state, false);
        }
        if (holdFlushIfBlocked(session, state)
                || !isAnythingChanged(session, state)
                || !FlushForecast.willWrite(session, querySpaces, checks, guard)) {
            return false;
        }
        PendingWork before = cascades ? null : PendingWork.now(session, checks, guard);
        announceUntilQuiet(session, state, true);
        if (before != null && before.isAnythingNew()) {
            FlushPreparation.repeat(session);
        }
        return true;
    }

    /** Returns whether there may be anything to announce before the cascades of a flush. */
    boolean mayAnnounce(EventSource session) {
        return states.find(session) != null || walks.of(session).isAny();
    }

    private boolean isAnythingChanged(EventSource session, SessionState state) {
        Walks worthwhile = walks.of(session);
        return (worthwhile.changes() && dirtyEntities.isAnyUnannounced(session, state))
                || (worthwhile.collections() && collections.isAnyChanged(session, state));
    }

    /** Begins an operation and returns its state; null if there are no receivers, or if nothing may be announced now. */
    private @Nullable SessionState begin(EventSource session) {
        SessionState state = states.find(session);
        if (state == null && walks.of(session).isAny()) {
            state = states.of(session);
        }
        if (state == null || state.flush().isUnderWay()) {
            return null;
        }
        state.beginOperation(session);
        state.unchanged().forget(); // A flush that has failed has left them.
        return state;
    }

    /**
     * Holds back the flush of a query that a receiver of a new entity makes, if a managed entity already refers to the new
     * one. Such a flush could only fail.
     */
    private boolean holdFlushIfBlocked(EventSource session, SessionState state) {
        unfinished.keepQueued(session, state);
        boolean blocked = unfinished.isFlushBlocked(session, state) || removals.isFlushBlocked(session, state);
        if (blocked) {
            state.flush().hold(session);
        }
        return blocked;
    }

    private void announceUntilQuiet(EventSource session, SessionState state, boolean changes) {
        RoundLimit rounds = state.rounds(session, "flush");
        Object last;
        do {
            Walks worthwhile = walks.of(session);
            Object created = worthwhile.newEntities() ? newEntities.fromManaged(session, state) : null;
            Object orphan = worthwhile.orphans() ? removals.orphans(session, state) : null;
            Object changed = changes && worthwhile.changes()
                    ? dirtyEntities.changed(session, state, worthwhile.orphanedChanges())
                    : null;
            last = created != null ? created : orphan != null ? orphan : changed;
            if (last == null && changes && worthwhile.takenBack()) {
                last = dirtyEntities.takenBack(session, state);
            }
            if (last == null && changes && worthwhile.collections()) {
                last = collections.changed(session, state);
            }
        } while (last != null && rounds.next(last));
    }
}
