package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.FirstBeforeCompletion;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.loop.RoundLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks that wait for the commit of a transaction to begin, in all sessions that share it. Their changes are flushed
 * and announced before the commit goes on.
 *
 * <p>They run after the flush of the commit, and before other participants such as Envers and Hibernate Search, which
 * therefore see what the callbacks write. A callback that is added later runs right after the participant whose writes have
 * added it. If a {@code Synchronization} adds it, it runs after all synchronizations. If the flush of a child session adds
 * it, which Hibernate may make last of all, it runs after that flush.
 */
public final class BeforeCommitCallbacks {

    private final SharedSessionContractImplementor owner;
    private final LoopGuard guard;
    private final NestedWork nested;
    private final RollbackMark mark;
    private final PendingWrites pending;
    private final LastWrites last;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final IdentityHashMap<SharedSessionContractImplementor, Runnable> drains = new IdentityHashMap<>();

    /** The sessions that share the transaction and can be flushed. */
    private final Set<EventSource> sessions = new LinkedHashSet<>();

    /**
     * The same sessions while callbacks run. The value answers whether a session has anything to write that was not there
     * before.
     */
    private final Map<EventSource, BooleanSupplier> watched = new LinkedHashMap<>();

    private @Nullable Runnable registered;
    private @Nullable Throwable failure;
    private boolean working;
    private boolean othersAreThrough;
    private int done;

    private record Work(SharedSessionContractImplementor session, Runnable body) {}

    /**
     * @param owner the session that owns the transaction
     */
    BeforeCommitCallbacks(
            SharedSessionContractImplementor owner,
            LoopGuard guard,
            NestedWork nested,
            RollbackMark mark,
            PendingWrites pending) {
        this.pending = pending;
        this.owner = owner;
        this.last = new LastWrites(owner, guard);
        this.guard = guard;
        this.nested = nested;
        this.mark = mark;
    }

    /** Adds a session that shares the transaction, when the library first sees it. */
    void join(SharedSessionContractImplementor session) {
        if (session instanceof EventSource stateful) {
            sessions.add(stateful);
            if (working) {
                watch(stateful);
            }
        }
    }

    /**
     * Records that the owner was not seen before a session that shares its transaction. This may happen in the flush of a
     * child session, which Hibernate makes last of all, too late for {@link #comesLast} to be called. Only the stack shows
     * that.
     */
    void ownerSeenWithChild() {
        othersAreThrough = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .anyMatch(BeforeCommitCallbacks::isObserverOfSession));
    }

    private static boolean isObserverOfSession(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return TransactionObserver.class.isAssignableFrom(type)
                && outer != null
                && SharedSessionContractImplementor.class.isAssignableFrom(outer);
    }

    /** Removes a session that is closed. */
    void leave(SharedSessionContractImplementor session) {
        if (session instanceof EventSource stateful) {
            sessions.remove(stateful);
            watched.remove(stateful);
        }
    }

    void add(SharedSessionContractImplementor session, Runnable work) {
        waiting.add(new Work(session, work));
        register();
    }

    /**
     * Announces rows that a session writes without a flush, before any callback runs. It is repeated as long as there are
     * callbacks.
     *
     * @param drain announces what there is
     */
    void drainFirst(SharedSessionContractImplementor session, Runnable drain) {
        drains.put(session, drain);
        register();
    }

    private void register() {
        if (registered == null && !working && !othersAreThrough) {
            registered = FirstBeforeCompletion.register(owner, this::comesFirst, e -> failure = e);
        }
    }

    private void comesFirst() {
        commitGoesOn();
        registered = null; // Whatever the other participants add is registered again.
    }

    /**
     * Runs callbacks after everything that the other participants do before the completion, except for flushes of child
     * sessions.
     */
    void comesLast() {
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        } else if (failure instanceof Error thrown) {
            throw thrown;
        }
        othersAreThrough = true;
        commitGoesOn();
        writeLast();
    }

    /** Runs waiting callbacks if the commit has got that far. */
    void goOn() {
        if (othersAreThrough) {
            commitGoesOn();
            writeLast();
        }
    }

    /** What the transaction writes as the last thing. */
    LastWrites last() {
        return last;
    }

    private void writeLast() {
        if (!working && !last.isTaking() && failure == null && !mark.isSetForManager(owner)) {
            last.write();
        }
    }

    /** The number of callbacks that were added in this transaction. */
    int size() {
        return done + waiting.size();
    }

    /** Forgets all but the first {@code size} callbacks. */
    void truncate(int size) {
        while (!waiting.isEmpty() && done + waiting.size() > size) {
            waiting.removeLast();
        }
    }

    void forget() {
        waiting.clear();
        drains.clear();
        last.forget();
        if (registered != null) {
            registered.run();
            registered = null;
        }
        failure = null;
        othersAreThrough = false;
        done = 0;
    }

    /** Flushes the sessions and runs the waiting callbacks, as a commit would, but the commit does not begin. */
    void simulate() {
        List.copyOf(sessions).stream().filter(BeforeCommitCallbacks::isFlushed).forEach(HibernateAdapter::flush);
        runWaiting();
    }

    /**
     * Runs the waiting callbacks, unless the transaction is going to be rolled back.
     *
     * @throws org.hibernate.TransactionException if a receiver has marked the transaction for rollback
     */
    private void commitGoesOn() {
        if (working || failure != null || mark.isSetForManager(owner)) {
            return;
        }
        mark.commitGoesOn();
        runWaiting();
    }

    private void runWaiting() {
        working = true;
        try {
            drain();
            if (!waiting.isEmpty()) {
                workOff(guard.rounds(null, "commit"));
            }
        } finally {
            working = false;
            watched.clear();
        }
    }

    private void workOff(RoundLimit rounds) {
        for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
            if (watched.isEmpty()) {
                sessions.forEach(this::watch);
            }
            done++;
            run(work);
            if (waiting.isEmpty()) {
                flush();
                drain();
                if (!waiting.isEmpty()) {
                    rounds.nextAfter(work.body().toString());
                }
            }
        }
    }

    private void drain() {
        if (!drains.isEmpty()) {
            List.copyOf(drains.values()).forEach(Runnable::run);
        }
    }

    private void run(Work work) {
        boolean marked = mark.isSet(work.session());
        nested.run(work.body());
        if (!marked) {
            mark.look(work.session(), work.body());
        }
    }

    private void watch(EventSource session) {
        if (isFlushed(session)) {
            watched.put(session, pending.watch(session));
        }
    }

    /** Flushes the sessions in which receivers have left something to write. */
    private void flush() {
        Map<EventSource, BooleanSupplier> looked = new LinkedHashMap<>(watched);
        watched.clear();
        looked.forEach((session, isAnythingLeft) -> {
            if (isFlushed(session) && isAnythingLeft.getAsBoolean()) {
                HibernateAdapter.flush(session);
            }
        });
    }

    private static boolean isFlushed(EventSource session) {
        return session.isOpenOrWaitingForAutoClose()
                && session.getHibernateFlushMode() != FlushMode.MANUAL
                && !session.getPersistenceContextInternal().isFlushing();
    }
}
