package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.loop.RoundLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The state that the library keeps for one session. Used only by the thread of the session.
 *
 * <p>It is one of the session's own event listeners. So the session holds it, calls it when a flush or a transaction ends,
 * and releases it: see {@link SessionStates}.
 */
@SuppressWarnings("serial") // never written, see writeReplace
public final class SessionState implements SessionEventListener {

    private final PreSaveTracker preSaveTracker;
    private final UnchangedEntities unchanged = new UnchangedEntities();
    private final LoopGuard guard;
    private final NetChange.Origin origin;
    private final WriteModes modes;
    private final WriteJournal journal;
    private final HiddenReferences hiddenReferences;
    private final TransactionCallbacks transactionWork;
    private final RollbackMark rollbackMark;
    private final BeforeCommitCallbacks beforeCommit;
    private final NetChanges netChanges;
    private final SavepointSource savepoints;
    private final boolean ownsTransaction;
    private final TransactionEndDetector watch;
    private final Runnable forgetSession;
    private final long number;
    private final long thread = Thread.currentThread().getId();
    private final List<Consumer<Boolean>> completionObservers = new ArrayList<>();
    private final IdentityHashMap<Object, List<Runnable>> laterWork = new IdentityHashMap<>();
    private int flushDepth;
    private int quietDepth;
    private int removing;
    private int removingTogether;
    private int collectingUpdated;
    private @Nullable Set<Object> updated;
    private boolean drainedBeforeCommit;
    private boolean watchingSavepoints;
    private @Nullable FlushMode heldFlushMode;

    /**
     * @param parent the state of the session whose transaction this session shares; null for a session with its own
     * @param number the number of the session among those of the factory, in the order in which they were seen
     * @param context returns values for the context of events; null if there are none
     * @param threadReason the reason of the thread that writes
     */
    SessionState(
            SharedSessionContractImplementor session,
            long number,
            LoopGuard guard,
            AfterEnd afterEnd,
            @Nullable SessionState parent,
            SavepointSource savepoints,
            PendingWrites pending,
            @Nullable Supplier<Map<String, Object>> context,
            ThreadReason threadReason,
            Runnable forgetSession) {
        this.modes = new WriteModes(context, threadReason, parent == null ? EventContext.EMPTY : parent.modes.given());
        this.number = number;
        this.journal = new WriteJournal(modes);
        this.preSaveTracker = new PreSaveTracker(guard, unchanged);
        this.guard = guard;
        this.origin = new NetChange.Origin(session, this);
        this.hiddenReferences = new HiddenReferences(preSaveTracker);
        NestedWork nested = new NestedWork(guard);
        this.transactionWork =
                parent == null ? new TransactionCallbacks(session, nested, afterEnd) : parent.transactionWork;
        this.rollbackMark = parent == null ? new RollbackMark(session) : parent.rollbackMark;
        this.beforeCommit = parent == null
                ? new BeforeCommitCallbacks(session, guard, nested, rollbackMark, pending)
                : parent.beforeCommit;
        this.netChanges = parent == null ? new NetChanges() : parent.netChanges;
        this.savepoints = savepoints;
        this.ownsTransaction = parent == null;
        this.watch = new TransactionEndDetector(
                session, rollbackMark, beforeCommit, modes::transactionChanges, this::transactionCompletion);
        this.forgetSession = () -> {
            forgetSession.run();
            beforeCommit.leave(session);
        };
    }

    void watchTransactions(SharedSessionContractImplementor session) {
        watch.start();
        beforeCommit.join(session);
    }

    /** The tracker of pending PRE_SAVE events. */
    public PreSaveTracker preSaveTracker() {
        return preSaveTracker;
    }

    /** The entities that the inspection before the present flush has found unchanged. */
    public UnchangedEntities unchanged() {
        return unchanged;
    }

    /**
     * Begins to count the rounds of an operation.
     *
     * @param operation the operation, for messages
     */
    public RoundLimit rounds(SharedSessionContractImplementor session, String operation) {
        return guard.rounds(session, operation);
    }

    /** The journal of pending POST_SAVE and POST_DELETE events. */
    public WriteJournal journal() {
        return journal;
    }

    /** The modes in which the session writes at present. */
    public WriteModes modes() {
        return modes;
    }

    /** The references that the present or next flush must not write. */
    public HiddenReferences hiddenReferences() {
        return hiddenReferences;
    }

    /** The callbacks that wait for the end of the transaction, of all sessions that share it. */
    TransactionCallbacks transactionCallbacks() {
        return transactionWork;
    }

    /** The place of the writes of this session, one object for all of them. */
    public NetChange.Origin origin() {
        return origin;
    }

    /** The net changes of the transaction, in all sessions that share it. */
    public NetChanges netChanges() {
        return netChanges;
    }

    /** The number of the session in the order in which sessions were seen. */
    long number() {
        return number;
    }

    /** Returns whether the session has an open transaction and was first seen in this thread. */
    boolean isOpenInThisThread() {
        SharedSessionContractImplementor session = origin.session();
        return thread == Thread.currentThread().getId()
                && session.isOpenOrWaitingForAutoClose()
                && session.isTransactionInProgress();
    }

    /**
     * Simulates the commit of the transaction.
     *
     * @throws IllegalStateException if a receiver or a flush is under way, or a commit would roll back
     */
    void simulate(SimulatedCommit commit) {
        if (preSaveTracker.isDispatching() || isInsideFlush() || transactionWork.simulatedHere() != null) {
            throw new IllegalStateException(
                    "runAfterCommit() was called while receivers are called; call it in the test itself");
        }
        RoundLimit rounds = guard.rounds(null, "runAfterCommit()");
        beforeCommit.simulate();
        rollbackMark.refuseSimulatedCommit(origin.session());
        transactionWork.addAfterCommit(beforeCommit.last().takeEffects());
        callForCommit(commit, rounds);
    }

    /** Calls what waits for the commit, after {@link #simulateUntilCommit}. */
    void simulateEnd(SimulatedCommit commit) {
        callForCommit(commit, guard.rounds(null, "runAfterCommit()"));
    }

    private void callForCommit(SimulatedCommit commit, RoundLimit rounds) {
        while (transactionWork.isWaitingForCommit()) {
            transactionWork.endedSimulated(commit);
            // also if a receiver that failed has marked the transaction, as it could not after a commit
            beforeCommit.simulate();
            transactionWork.addAfterCommit(beforeCommit.last().takeEffects());
            rounds.nextAfter("receivers after the commit");
        }
    }

    /**
     * Runs work and what a commit does before the database is asked to commit.
     *
     * @throws IllegalStateException if the work marks the transaction for rollback
     */
    <R> R simulateUntilCommit(Supplier<R> work) {
        boolean marked = rollbackMark.isMarked(origin.session());
        R result = work.get();
        beforeCommit.simulate();
        if (!marked) {
            rollbackMark.refuseSimulatedCommit(origin.session());
        }
        return result;
    }

    /** Returns the simulated commit in which this thread is calling receivers after the commit; null if there is none. */
    public @Nullable SimulatedCommit simulatedHere() {
        return transactionWork.simulatedHere();
    }

    /** The number of transactions of the session that have ended, including the one that is ending. */
    public int endedTransactions() {
        return transactionWork.endedTransactions();
    }

    /** The mark for rollback that receivers may set in the transaction, of all sessions that share it. */
    public RollbackMark rollbackMark() {
        return rollbackMark;
    }

    /** The callbacks that wait for the commit to begin, of all sessions that share the transaction. */
    BeforeCommitCallbacks beforeCommit() {
        return beforeCommit;
    }

    /**
     * Forgets what an earlier operation announced but did not do because it failed. Called when an operation of the
     * application begins. An operation of a receiver or of a JPA callback belongs to the operation around it.
     */
    public void beginOperation(SessionImplementor session) {
        if (!preSaveTracker.isDispatching()
                && !isInsideFlush()
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            if (!journal.isDraining()) {
                guard.forget(); // It was recorded by an operation that has come to rest.
            }
            journal.forgetInserts();
            preSaveTracker.forgetNew();
            laterWork.clear();
            hiddenReferences.restore(); // A flush that has failed has left them.
            releaseFlush(session); // A query that has failed before its flush has left it held.
        }
    }

    /**
     * Forgets the removals that an earlier, failed {@code remove} has announced. It is separate from {@link
     * #beginOperation}, because a flush may be part of a {@code remove} and must not forget removals.
     */
    public void beginRemove(SessionImplementor session) {
        if (!preSaveTracker.isDispatching()
                && removingTogether == 0
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            journal.forgetInserts();
            journal.forgetUnscheduledRemovals();
            removing = 0;
        }
        removing++;
    }

    /**
     * Removes several entities that are announced together, before the first of them is removed.
     *
     * @param removals announces and removes them
     */
    public void removeTogether(Runnable removals) {
        if (!preSaveTracker.isDispatching() && removingTogether == 0) {
            journal.forgetUnscheduledRemovals();
            removing = 0;
        }
        removingTogether++;
        try {
            removals.run();
        } finally {
            removingTogether = Math.max(0, removingTogether - 1);
        }
    }

    /** Collects the entities whose rows are updated, until {@link #endUpdated} has been called as often. */
    public Set<Object> beginUpdated() {
        Set<Object> collected = updated;
        if (collected == null) {
            collected = Collections.newSetFromMap(new IdentityHashMap<>());
            updated = collected;
        }
        collectingUpdated++;
        return collected;
    }

    public void endUpdated() {
        collectingUpdated--;
        if (collectingUpdated == 0) {
            updated = null;
        }
    }

    /** Records that the row of an entity has been updated. */
    public void updated(Object entity) {
        if (updated != null) {
            updated.add(entity);
        }
    }

    /** Ends a {@code remove} that has not failed. */
    public void endRemove(SessionImplementor session) {
        removing = Math.max(0, removing - 1);
        journal.removals().scheduleDeleted(session.getPersistenceContextInternal());
    }

    /**
     * Forgets orphans that were put back, after a flush: an orphan that the flush has not deleted was put back by a
     * receiver, and may become an orphan again. Inside a {@code remove}, where a JPA callback may flush, other removals are
     * not scheduled yet, so nothing is forgotten.
     */
    public void forgetOrphansPutBack() {
        if (!preSaveTracker.isDispatching() && removing == 0 && removingTogether == 0) {
            journal.forgetUnscheduledRemovals();
        }
    }

    /**
     * Leaves work for the end of an operation. It is forgotten if the operation fails.
     *
     * @param operation the event that started the operation
     */
    public void runAfter(Object operation, List<Runnable> work) {
        if (!work.isEmpty()) {
            laterWork.computeIfAbsent(operation, key -> new ArrayList<>()).addAll(work);
        }
    }

    /** Runs the work that was left for the end of an operation. */
    public void operationEnded(Object operation) {
        List<Runnable> work = laterWork.remove(operation);
        if (work != null) {
            work.forEach(Runnable::run);
        }
    }

    /** Returns whether Hibernate's own flush is under way. A further flush is nested in it and is left to Hibernate. */
    public boolean isInsideFlush() {
        return flushDepth > 0;
    }

    /** Makes queries of this session run without a flush until {@link #releaseFlush} is called. */
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

    /** Runs statements without any flush or announcement before and after them, as if they were part of a flush. */
    public <R extends @Nullable Object> R quietly(SharedSessionContractImplementor session, Supplier<R> statements) {
        FlushMode mode = session.getHibernateFlushMode();
        setFlushMode(session, FlushMode.MANUAL);
        flushDepth++;
        quietDepth++;
        try {
            return statements.get();
        } finally {
            quietDepth--;
            flushDepth = Math.max(0, flushDepth - 1);
            setFlushMode(session, mode);
        }
    }

    /** Returns whether the present statement is one of the library itself and not a bulk statement of the application. */
    public boolean isQuiet() {
        return quietDepth > 0;
    }

    private static void setFlushMode(SharedSessionContractImplementor session, FlushMode mode) {
        if (session instanceof SessionImplementor stateful) { // a stateless session has none
            stateful.setHibernateFlushMode(mode);
        }
    }

    /** Notifies {@code observer} of the end of each transaction, and whether it was committed, before any callback runs. */
    public void observeCompletion(Consumer<Boolean> observer) {
        completionObservers.add(observer);
    }

    /**
     * Announces rows that the session writes without a flush, when the commit begins.
     *
     * @param drain announces what there is
     */
    public void drainBeforeCommit(SharedSessionContractImplementor session, Runnable drain) {
        if (!drainedBeforeCommit) {
            drainedBeforeCommit = true;
            beforeCommit.drainFirst(session, drain);
        }
    }

    /**
     * Runs the callbacks that wait for the commit, if the commit has got that far and nothing else would run them. Does
     * nothing while receivers are called or a flush is under way.
     */
    public void goOnWithCommit() {
        if (!journal.isDraining() && !isInsideFlush()) {
            beforeCommit.goOn();
        }
    }

    /**
     * Watches savepoints, so that a callback is dropped with the savepoint in which it was added. Called when something
     * begins to wait for the end of the transaction.
     */
    public void watchSavepoints(SharedSessionContractImplementor session) {
        if (!watchingSavepoints) {
            watchingSavepoints = true;
            savepoints.watch(session, this);
        }
    }

    /** Returns a snapshot of what waits for the end of the transaction at this moment. */
    public SavepointMark mark() {
        return new SavepointMark(
                transactionWork.sizes(),
                beforeCommit.size(),
                beforeCommit.last().size(),
                netChanges.copy(),
                journal.unannounced());
    }

    /**
     * Drops everything since {@code mark}, because the rows written since then have been rolled back.
     *
     * @param mark null if the savepoint was set before anything waited
     */
    public void rolledBackTo(@Nullable SavepointMark mark) {
        SavepointMark to = mark == null
                ? new SavepointMark(Map.of(), 0, 0, new NetChanges(), WriteJournal.Unannounced.NOTHING)
                : mark;
        journal.rolledBackTo(to.journal());
        preSaveTracker.forgetNew();
        preSaveTracker.forgetChanges();
        laterWork.clear();
        hiddenReferences.restore();
        beforeCommit.truncate(to.beforeCommit());
        beforeCommit.last().truncate(to.lastWrites());
        netChanges.restore(to.changes());
        transactionWork.rolledBackTo(to.works());
    }

    /** Forgets unwritten changes, because the persistence context was cleared. Rows that were written stay recorded. */
    public void contextCleared() {
        unchanged.forget();
        journal.forgetRemovals();
        preSaveTracker.forgetChanges();
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

    /** Ends a transaction. Hibernate calls it after everything else it does then. */
    @Override
    public void transactionCompletion(boolean successful) {
        watch.reported();
        modes.transactionChanges();
        completionObservers.forEach(observer -> observer.accept(successful));
        flushDepth = 0;
        removing = 0;
        drainedBeforeCommit = false;
        guard.forget();
        preSaveTracker.forgetNew();
        preSaveTracker.forgetChanges();
        laterWork.clear();
        hiddenReferences.restore();
        if (successful) {
            journal.transactionCommitted();
        } else {
            journal.forgetAll();
        }
        watchingSavepoints = false;
        if (ownsTransaction) {
            beforeCommit.forget();
            if (!successful) {
                rollbackMark.warnOfRollbackInCommit();
            }
            rollbackMark.forget();
            transactionWork.ended(successful, !successful && watch.isOutcomeUnknown());
            netChanges.forget();
        }
    }

    /** Releases the state. Hibernate calls it when the session is closed. */
    @Override
    public void end() {
        forgetSession.run();
        watch.sessionClosed();
    }

    /** Leaves the state out of a serialized session, which has no transaction under way. */
    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}
}
