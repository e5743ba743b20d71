package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.loop.RoundLimit;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.CollectionWalk;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import dev.signals.hibernate.internal.walk.FlushForecast;
import dev.signals.hibernate.internal.walk.FlushPreparation;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import dev.signals.hibernate.internal.walk.PendingWork;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import dev.signals.hibernate.internal.walk.UnfinishedEntities;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/** What is announced before a flush, or before Hibernate runs the cascades of one. */
final class BeforeFlush {

    private final SessionStates states;
    private final NewEntityWalk newEntities;
    private final RemovalWalk removals;
    private final DirtyWalk dirtyEntities;
    private final UnfinishedEntities unfinished;
    private final CollectionWalk collections;
    private final InspectionGuard guard;

    BeforeFlush(
            SessionStates states,
            NewEntityWalk newEntities,
            RemovalWalk removals,
            DirtyWalk dirtyEntities,
            UnfinishedEntities unfinished,
            CollectionWalk collections,
            InspectionGuard guard) {
        this.states = states;
        this.newEntities = newEntities;
        this.removals = removals;
        this.dirtyEntities = dirtyEntities;
        this.unfinished = unfinished;
        this.collections = collections;
        this.guard = guard;
    }

    /** Before a flush that will write: announces new, orphaned and changed entities until there is nothing left. */
    void announceAll(EventSource session) {
        SessionState state = begin(session);
        if (state != null) {
            unfinished.keepQueued(session, state);
            announceUntilQuiet(session, state, true);
            unfinished.hideReferences(session, state);
            refuseFlushIfBlocked(session, state);
        }
    }

    /** A receiver of a new entity calls {@code flush()}, which would have to write a reference to it that cannot be hidden. */
    private void refuseFlushIfBlocked(EventSource session, SessionState state) {
        if (unfinished.isFlushBlocked(session, state)) {
            state.hiddenReferences().restore();
            throw new IllegalStateException("flush() is not possible while receivers are told of "
                    + state.preSaveTracker().unfinished().stream()
                            .map(entity -> "a new " + session.bestGuessEntityName(entity))
                            .distinct()
                            .collect(Collectors.joining(" and "))
                    + ", since a managed entity holds it in a collection, an embeddable or an @Any, and it has no row yet;"
                    + " call flush() in POST_SAVE, or add it there");
        }
    }

    /** Before the cascades that Hibernate runs early for a query: announces new and orphaned entities. */
    void announceReached(EventSource session) {
        SessionState state = begin(session);
        if (state != null) {
            announceUntilQuiet(session, state, false);
            holdFlushIfBlocked(session, state);
        }
    }

    /**
     * Before a query that makes Hibernate look for changes, and write them if they concern the query.
     *
     * @param cascades whether Hibernate runs the cascades of the flush now; if not, it has done so before
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
                || !FlushForecast.willWrite(session, querySpaces, guard)) {
            return false;
        }
        PendingWork before = cascades ? null : PendingWork.now(session, guard);
        announceUntilQuiet(session, state, true);
        if (before != null && before.isAnythingNew()) {
            FlushPreparation.repeat(session);
        }
        return true;
    }

    private boolean isAnythingChanged(EventSource session, SessionState state) {
        return (newEntities.hasAnyReceivers(session) && dirtyEntities.isAnyUnannounced(session, state))
                || collections.isAnyChanged(session);
    }

    /** The state for an operation that begins; null if there is nobody to announce anything to, or not at this moment. */
    private @Nullable SessionState begin(EventSource session) {
        if (!mayAnnounce(session)) {
            return null;
        }
        SessionState state = states.of(session);
        if (state.isInsideFlush()) {
            return null;
        }
        state.beginOperation(session);
        return state;
    }

    /** While receivers run, what the session manages may refer to something that they are being told of. */
    private boolean mayAnnounce(EventSource session) {
        SessionState known = states.find(session);
        return newEntities.mayAnnounceAny(session)
                || removals.mayAnnounceAny(session)
                || collections.mayAnnounceAny(session)
                || (known != null && known.preSaveTracker().isDispatching());
    }

    /**
     * A receiver of a new entity queries, and a managed entity refers to the new one already: the query has to run without a
     * flush, which could only fail.
     */
    private boolean holdFlushIfBlocked(EventSource session, SessionState state) {
        unfinished.keepQueued(session, state);
        boolean blocked = unfinished.isFlushBlocked(session, state) || removals.isFlushBlocked(session, state);
        if (blocked) {
            state.holdFlush(session);
        }
        return blocked;
    }

    private void announceUntilQuiet(EventSource session, SessionState state, boolean changes) {
        RoundLimit rounds = state.rounds(session, "flush");
        Object last;
        do {
            Object created = newEntities.hasAnyReceivers(session) ? newEntities.fromManaged(session, state) : null;
            Object orphan = removals.hasAnyReceivers(session) ? removals.orphans(session, state) : null;
            Object changed =
                    changes && newEntities.hasAnyReceivers(session) ? dirtyEntities.changed(session, state) : null;
            last = created != null ? created : orphan != null ? orphan : changed;
            if (last == null && changes && newEntities.hasAnyReceivers(session)) {
                last = dirtyEntities.takenBack(session, state);
            }
            if (last == null && changes && collections.hasAnyReceivers(session)) {
                last = collections.changed(session, state);
            }
        } while (last != null && rounds.next(last));
    }
}
