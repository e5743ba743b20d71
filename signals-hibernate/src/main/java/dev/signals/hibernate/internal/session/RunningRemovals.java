package dev.signals.hibernate.internal.session;

import org.hibernate.engine.spi.SessionImplementor;

/** The calls of {@code remove} of a session that are under way, which may be nested. */
public final class RunningRemovals {

    private final PreSaveTracker preSaveTracker;
    private final WriteJournal journal;
    private int depth;
    private int depthTogether;

    RunningRemovals(PreSaveTracker preSaveTracker, WriteJournal journal) {
        this.preSaveTracker = preSaveTracker;
        this.journal = journal;
    }

    /**
     * Begins a {@code remove}, and forgets the removals that an earlier, failed one has announced. A flush does not do that,
     * because it may be part of a {@code remove}.
     */
    public void begin(SessionImplementor session) {
        if (!preSaveTracker.isDispatching()
                && depthTogether == 0
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            journal.forgetInserts();
            journal.forgetUnscheduledRemovals();
            depth = 0;
        }
        depth++;
    }

    /** Ends a {@code remove} that has not failed. */
    public void end(SessionImplementor session) {
        depth = Math.max(0, depth - 1);
        journal.removals().scheduleDeleted(session.getPersistenceContextInternal());
    }

    /**
     * Removes several entities that are announced together, before the first of them is removed.
     *
     * @param removals announces and removes them
     */
    public void together(Runnable removals) {
        if (!preSaveTracker.isDispatching() && depthTogether == 0) {
            journal.forgetUnscheduledRemovals();
            depth = 0;
        }
        depthTogether++;
        try {
            removals.run();
        } finally {
            depthTogether = Math.max(0, depthTogether - 1);
        }
    }

    /**
     * Forgets orphans that were put back, after a flush: an orphan that the flush has not deleted was put back by a
     * receiver, and may become an orphan again. Inside a {@code remove}, where a JPA callback may flush, other removals are
     * not scheduled yet, so nothing is forgotten.
     */
    public void forgetOrphansPutBack() {
        if (!preSaveTracker.isDispatching() && depth == 0 && depthTogether == 0) {
            journal.forgetUnscheduledRemovals();
        }
    }

    /** Forgets a {@code remove} that has failed, when the transaction ends. */
    void forget() {
        depth = 0;
    }
}
