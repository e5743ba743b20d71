package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.loop.RoundLimit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the library remembers for one session. Used by the thread of the session only.
 *
 * <p>It is one of the session's own event listeners, so the session holds it, tells it when a flush or a transaction ends, and
 * lets go of it: see {@link SessionStates}.
 */
@SuppressWarnings("serial") // never written, see writeReplace
public final class SessionState implements SessionEventListener {

    private final PreSaveTracker preSaveTracker;
    private final LoopGuard guard;
    private final WriteModes modes = new WriteModes();
    private final WriteJournal journal = new WriteJournal(modes);
    private final HiddenReferences hiddenReferences;
    private final TransactionCallbacks transactionWork;
    private final RollbackMark rollbackMark;
    private final BeforeCommitCallbacks beforeCommit;
    private final NetChanges netChanges;
    private final SavepointSource savepoints;
    private final boolean ownsTransaction;
    private final TransactionEndDetector watch;
    private final Runnable forgetSession;
    private final List<Consumer<Boolean>> completionObservers = new ArrayList<>();
    private final IdentityHashMap<Object, List<Runnable>> laterWork = new IdentityHashMap<>();
    private int flushDepth;
    private int quietDepth;
    private int removing;
    private boolean drainedBeforeCommit;
    private boolean watchingSavepoints;
    private @Nullable FlushMode heldFlushMode;

    /**
     * @param parent the state of the session whose transaction this one shares; null for a session with its own
     */
    SessionState(
            SharedSessionContractImplementor session,
            LoopGuard guard,
            AfterEnd afterEnd,
            @Nullable SessionState parent,
            SavepointSource savepoints,
            PendingWrites pending,
            Runnable forgetSession) {
        this.preSaveTracker = new PreSaveTracker(guard);
        this.guard = guard;
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
        this.watch =
                new TransactionEndDetector(session, rollbackMark, beforeCommit, () -> transactionCompletion(false));
        this.forgetSession = () -> {
            forgetSession.run();
            beforeCommit.leave(session);
        };
    }

    void watchTransactions(SharedSessionContractImplementor session) {
        watch.start();
        beforeCommit.join(session);
    }

    /** What is on its way to PRE_SAVE. */
    public PreSaveTracker preSaveTracker() {
        return preSaveTracker;
    }

    /**
     * Begins to count the rounds of an operation.
     *
     * @param operation what is going on, for messages
     */
    public RoundLimit rounds(SharedSessionContractImplementor session, String operation) {
        return guard.rounds(session, operation);
    }

    /** What is on its way to POST_SAVE and POST_DELETE. */
    public WriteJournal journal() {
        return journal;
    }

    /** How the session writes at present. */
    public WriteModes modes() {
        return modes;
    }

    /** What the flush that is about to begin, or under way, must not write. */
    public HiddenReferences hiddenReferences() {
        return hiddenReferences;
    }

    /** What waits for the end of the transaction, of all sessions that share it. */
    TransactionCallbacks transactionWork() {
        return transactionWork;
    }

    /** What the transaction has done to entities, in all sessions that share it. */
    public NetChanges netChanges() {
        return netChanges;
    }

    /** How many transactions of the session have ended, the one that is ending included. */
    public int endedTransactions() {
        return transactionWork.endedTransactions();
    }

    /** What receivers may set in the transaction, of all sessions that share it. */
    public RollbackMark rollbackMark() {
        return rollbackMark;
    }

    /** What waits for the commit to begin, of all sessions that share the transaction. */
    BeforeCommitCallbacks beforeCommit() {
        return beforeCommit;
    }

    /**
     * Forgets what an earlier operation announced and did not do because it failed. Called when an operation of the
     * application begins; one of a receiver or of a JPA callback belongs to the operation around it.
     */
    public void beginOperation(SessionImplementor session) {
        if (!preSaveTracker.isDispatching()
                && !isInsideFlush()
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            if (!journal.isDraining()) {
                guard.forget(); // Noted by an operation that came to rest after all.
            }
            preSaveTracker.forgetNew();
            laterWork.clear();
            hiddenReferences.restore(); // Left by a flush that has failed.
            releaseFlush(session); // Held for a query that has failed before it got to flush.
        }
    }

    /** Does the same for {@code remove}; a flush may be part of one, so it does not forget removals. */
    public void beginRemove(SessionImplementor session) {
        if (!preSaveTracker.isDispatching()
                && session.getPersistenceContextInternal().getCascadeLevel() == 0) {
            journal.forgetUnscheduledRemovals();
            removing = 0;
        }
        removing++;
    }

    /** Called when a {@code remove} has not failed. */
    public void endRemove(SessionImplementor session) {
        removing = Math.max(0, removing - 1);
        journal.removals().scheduleDeleted(session.getPersistenceContextInternal());
    }

    /**
     * After a flush: an orphan that it has not taken up was put back by a receiver, and may become one again. Inside a
     * {@code remove}, where a JPA callback may flush, there are others that are yet to be taken up.
     */
    public void forgetOrphansPutBack() {
        if (!preSaveTracker.isDispatching() && removing == 0) {
            journal.forgetUnscheduledRemovals();
        }
    }

    /**
     * Leaves work for the end of an operation; it is forgotten if the operation fails.
     *
     * @param operation the event that started it
     */
    public void runAfter(Object operation, List<Runnable> work) {
        if (!work.isEmpty()) {
            laterWork.computeIfAbsent(operation, key -> new ArrayList<>()).addAll(work);
        }
    }

    /** Runs what has been left for the end of an operation. */
    public void operationEnded(Object operation) {
        List<Runnable> work = laterWork.remove(operation);
        if (work != null) {
            work.forEach(Runnable::run);
        }
    }

    /** Whether Hibernate's own flush is under way, so that a further one is nested in it and none of our business. */
    public boolean isInsideFlush() {
        return flushDepth > 0;
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

    /** Runs statements before and after which nothing is flushed or announced, as if they were part of a flush. */
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

    /** Whether the statement that is executed is one of the library itself, and no bulk statement of the application. */
    public boolean isQuiet() {
        return quietDepth > 0;
    }

    private static void setFlushMode(SharedSessionContractImplementor session, FlushMode mode) {
        if (session instanceof SessionImplementor stateful) { // the other kind has none
            stateful.setHibernateFlushMode(mode);
        }
    }

    /** Has {@code observer} told of the end of each transaction, and whether it was committed, before any work of it is done. */
    public void observeCompletion(Consumer<Boolean> observer) {
        completionObservers.add(observer);
    }

    /**
     * Has rows announced when the commit has begun that the session writes without a flush.
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
     * Called when no receivers are being called and no flush is under way, or may be: what waits for the commit is done if the
     * commit has got that far, and nothing else would call it.
     */
    public void goOnWithCommit() {
        if (!journal.isDraining() && !isInsideFlush()) {
            beforeCommit.goOn();
        }
    }

    /** Called when something begins to wait for the end of the transaction, which a savepoint must not let come true. */
    public void watchSavepoints(SharedSessionContractImplementor session) {
        if (!watchingSavepoints) {
            watchingSavepoints = true;
            savepoints.watch(session, this);
        }
    }

    /** What waits for the end of the transaction at this moment. */
    public SavepointMark mark() {
        return new SavepointMark(
                transactionWork.sizes(), beforeCommit.size(), netChanges.copy(), journal.unannounced());
    }

    /** The rows written since {@code mark} have been taken back; null if it was set before anything waited. */
    public void rolledBackTo(@Nullable SavepointMark mark) {
        SavepointMark to = mark == null
                ? new SavepointMark(Map.of(), 0, new NetChanges(), WriteJournal.Unannounced.NOTHING)
                : mark;
        journal.rolledBackTo(to.journal());
        preSaveTracker.forgetNew();
        preSaveTracker.forgetChanges();
        laterWork.clear();
        hiddenReferences.restore();
        beforeCommit.truncate(to.beforeCommit());
        netChanges.restore(to.changes());
        transactionWork.rolledBackTo(to.works());
    }

    /** The persistence context was cleared: what had not been written will not be. Rows already written stay facts. */
    public void contextCleared() {
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

    /** Called by Hibernate when a transaction has ended, after everything else it does then. */
    @Override
    public void transactionCompletion(boolean successful) {
        watch.told();
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
            rollbackMark.forget();
            transactionWork.ended(successful, !successful && watch.isOutcomeUnknown());
            netChanges.forget();
        }
    }

    /** Called by Hibernate when the session is closed. */
    @Override
    public void end() {
        forgetSession.run();
        watch.sessionClosed();
    }

    /** A session that is serialized has no transaction under way, so there is nothing to take along. */
    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}
}
