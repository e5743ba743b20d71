package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.loop.RoundLimit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final CurrentFlush flush = new CurrentFlush();
    private final RunningRemovals runningRemovals;
    private final UpdatedEntities updatedEntities = new UpdatedEntities();
    private final LeftOutValues leftOutValues = new LeftOutValues();
    private boolean drainedBeforeCommit;
    private boolean watchingSavepoints;

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
        this.journal = new WriteJournal(modes, leftOutValues);
        this.preSaveTracker = new PreSaveTracker(guard, unchanged);
        this.runningRemovals = new RunningRemovals(preSaveTracker, journal);
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

    /** The flush that is under way, if there is one. */
    public CurrentFlush flush() {
        return flush;
    }

    /** The calls of {@code remove} that are under way. */
    public RunningRemovals runningRemovals() {
        return runningRemovals;
    }

    /** The entities whose rows are updated while somebody asks. */
    public UpdatedEntities updatedEntities() {
        return updatedEntities;
    }

    /** What the rows hold in the place of values that their INSERT or UPDATE has left out. */
    public LeftOutValues leftOutValues() {
        return leftOutValues;
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
        if (preSaveTracker.isDispatching() || flush.isUnderWay() || transactionWork.simulatedHere() != null) {
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
                && !flush.isUnderWay()
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            if (!journal.isDraining()) {
                guard.forget(); // It was recorded by an operation that has come to rest.
            }
            journal.forgetInserts();
            journal.forgetFailedFlush();
            preSaveTracker.forgetNew();
            laterWork.clear();
            hiddenReferences.restore(); // A flush that has failed has left them.
            flush.release(session); // A query that has failed before its flush has left it held.
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
        if (!journal.isDraining() && !flush.isUnderWay()) {
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
        flush.begin();
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        flush.end();
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
        flush.forget();
        runningRemovals.forget();
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
