package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the library remembers for one session. Used by the thread of the session only.
 *
 * <p>It is one of the session's own event listeners, so the session holds it and lets go of it: see {@link SessionStates}.
 */
@SuppressWarnings("serial") // never written, see writeReplace
public final class SessionState implements SessionEventListener {

    private final Set<Object> announcedNew = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, @Nullable Object[]> announcedChanges = new IdentityHashMap<>();
    private final Set<Object> inDispatch = Collections.newSetFromMap(new IdentityHashMap<>());
    private final SaveFacts saves = new SaveFacts();
    private final Removals removals = new Removals();
    private final CommitWork commitWork = new CommitWork();
    private final Runnable forgetSession;
    private int dispatchDepth;
    private int flushDepth;
    private boolean flushing;
    private int savesBeforeFlush;
    private boolean draining;
    private boolean waitingForCompletion;
    private @Nullable FlushMode heldFlushMode;

    SessionState(Runnable forgetSession) {
        this.forgetSession = forgetSession;
    }

    // ---- new and changed entities, on their way to PRE_SAVE

    /**
     * Forgets announcements that an earlier operation left behind because it failed. Called when an operation of the
     * application begins; one of a receiver belongs to the operation around it.
     */
    public void beginOperation() {
        if (dispatchDepth == 0) {
            announcedNew.clear();
            removals.dropUnscheduled();
        }
    }

    /** Notes that a new entity is being announced; false if it has been. */
    public boolean announceNew(Object instance) {
        return announcedNew.add(instance);
    }

    /** The state in which a changed entity was last announced and not yet written; null if it was not. */
    public @Nullable Object @Nullable [] announcedChange(Object instance) {
        return announcedChanges.get(instance);
    }

    public void rememberAnnouncedChange(Object instance, @Nullable Object[] state) {
        announcedChanges.put(instance, state);
    }

    /** Forgets that a change was announced, since it has been written or taken back. */
    public void forgetAnnouncedChange(Object instance) {
        if (!announcedChanges.isEmpty()) {
            announcedChanges.remove(instance);
        }
    }

    /** Whether receivers are being told of this entity at this moment. */
    public boolean isInDispatch(Object instance) {
        return inDispatch.contains(instance);
    }

    /** Whether receivers are being told of anything at this moment. */
    public boolean isDispatching() {
        return dispatchDepth > 0;
    }

    // ---- around every call of receivers

    /** Runs {@code receivers}, during which {@code instance} counts as being announced. */
    public void dispatch(Object instance, Runnable receivers) {
        boolean first = inDispatch.add(instance);
        dispatchDepth++;
        try {
            receivers.run();
        } finally {
            dispatchDepth--;
            if (first) {
                inDispatch.remove(instance);
            }
        }
    }

    // ---- facts, on their way to POST_SAVE and POST_DELETE

    public void saved(SaveFact fact) {
        saves.add(fact);
    }

    public boolean removing(Removal removal) {
        return removals.add(removal);
    }

    public @Nullable Removal findRemoval(Object instance) {
        return removals.find(instance);
    }

    /** Notes that a deleted entity has been persisted again before the flush. */
    public void removalTakenBack(Object instance) {
        removals.remove(instance);
    }

    /** Notes that Hibernate takes up the deletion of this entity. */
    public void removalScheduled(Object instance) {
        Removal removal = removals.find(instance);
        if (removal != null) {
            removal.schedule();
        }
    }

    /** Notes which removals Hibernate has taken up. */
    public void removalsScheduled(SessionImplementor session) {
        removals.schedule(session.getPersistenceContextInternal());
    }

    /** Makes queries of this session run without a flush, until {@link #releaseFlush}. */
    public void holdFlush(SessionImplementor session) {
        if (heldFlushMode == null) {
            heldFlushMode = session.getHibernateFlushMode();
            session.setHibernateFlushMode(FlushMode.COMMIT);
        }
    }

    public void releaseFlush(SessionImplementor session) {
        if (heldFlushMode != null) {
            session.setHibernateFlushMode(heldFlushMode);
            heldFlushMode = null;
        }
    }

    /** Whether Hibernate's own flush is under way, so that a further one is nested in it and none of our business. */
    public boolean isInsideFlush() {
        return flushDepth > 0;
    }

    /**
     * Called last before Hibernate flushes. If the flush before was begun and not ended it has failed: what it recorded was
     * not, and will not be, committed.
     */
    public void flushBegins() {
        if (flushing) {
            saves.truncate(savesBeforeFlush);
            removals.clear();
        }
        flushing = true;
        savesBeforeFlush = saves.size();
    }

    /** Called first after Hibernate has flushed without failure. */
    public void flushEnded() {
        flushing = false;
    }

    public List<SaveFact> takeSaves() {
        return saves.take();
    }

    public List<Removal> takeExecutedRemovals(SessionImplementor session) {
        return removals.isEmpty() ? List.of() : removals.takeExecuted(session.getPersistenceContextInternal());
    }

    public boolean hasFacts() {
        return saves.size() > 0 || !removals.isEmpty();
    }

    /** Whether facts are being announced; what is recorded meanwhile waits for its turn. */
    public boolean isDraining() {
        return draining;
    }

    public void setDraining(boolean draining) {
        this.draining = draining;
    }

    /** The persistence context was cleared: what had not been written will not be. Rows already written stay facts. */
    public void contextCleared() {
        removals.clear();
        announcedChanges.clear();
    }

    // ---- the transaction

    /** Notes that somebody waits for the end of the transaction; false if that was noted before. */
    public boolean waitForCompletion() {
        boolean first = !waitingForCompletion;
        waitingForCompletion = true;
        return first;
    }

    public void onCommit(Runnable work) {
        commitWork.add(work);
    }

    public static void runNow(Runnable work) {
        CommitWork.runIsolated(work);
    }

    @Override
    public void flushStart() {
        flushDepth++;
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        flushDepth = Math.max(0, flushDepth - 1); // this listener may have been added inside the flush
    }

    @Override
    public void partialFlushStart() {
        flushStart();
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        flushEnd(numberOfEntities, numberOfCollections);
    }

    /** Called by Hibernate when a transaction has ended, after everything else it does then. */
    @Override
    public void transactionCompletion(boolean successful) {
        flushing = false;
        flushDepth = 0;
        waitingForCompletion = false;
        saves.truncate(0);
        removals.clear();
        announcedNew.clear();
        announcedChanges.clear();
        if (successful) {
            commitWork.run();
        } else {
            commitWork.forget();
        }
    }

    /** A session that is serialized has no transaction under way, so there is nothing to take along. */
    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}

    /** Called by Hibernate when the session is closed. */
    @Override
    public void end() {
        forgetSession.run();
    }
}
