package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.FirstBeforeCompletion;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the commit of a transaction to begin, in all sessions that share it. What it changes is flushed, and announced,
 * before the commit goes on.
 *
 * <p>It is done after the flush of the commit, and before what others do then, as Envers and Hibernate Search: they see what it
 * writes. What comes up later, in what those write, in a {@code Synchronization} or in the flush of a child session, is done
 * behind them.
 */
public final class BeforeCommit {

    private final SharedSessionContractImplementor owner;
    private final LoopGuard guard;
    private final NestedWork nested;
    private final RollbackMark mark;
    private final PendingWrites pending;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final IdentityHashMap<SharedSessionContractImplementor, Runnable> drains = new IdentityHashMap<>();
    private final Set<SharedSessionContractImplementor> observed = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Runnable registered;
    private @Nullable Throwable failure;

    private record Work(SharedSessionContractImplementor session, Runnable body) {}

    /**
     * @param owner the session that owns the transaction
     */
    BeforeCommit(
            SharedSessionContractImplementor owner,
            LoopGuard guard,
            NestedWork nested,
            RollbackMark mark,
            PendingWrites pending) {
        this.pending = pending;
        this.owner = owner;
        this.guard = guard;
        this.nested = nested;
        this.mark = mark;
    }

    void add(SharedSessionContractImplementor session, Runnable work) {
        register(session);
        waiting.add(new Work(session, work));
    }

    /**
     * Has rows announced that a session writes without a flush, before any work is done; again as long as there is work.
     *
     * @param drain announces what there is
     */
    void drainFirst(SharedSessionContractImplementor session, Runnable drain) {
        register(session);
        drains.put(session, drain);
    }

    private void register(SharedSessionContractImplementor session) {
        if (observed.add(session)) {
            // Called after every Synchronization. One for each session, as a child session flushes by itself, maybe
            // later than
            // what was here before it.
            session.getTransactionCoordinator().addObserver(new Call(session.getTransactionCoordinator()));
        }
        if (registered == null) {
            registered = FirstBeforeCompletion.register(owner, this::commitGoesOn, e -> failure = e);
        }
    }

    int size() {
        return waiting.size();
    }

    /** Forgets all but the first {@code size} works. */
    void truncate(int size) {
        while (waiting.size() > size) {
            waiting.removeLast();
        }
    }

    void forget() {
        waiting.clear();
        drains.clear();
        observed.clear();
        if (registered != null) {
            registered.run();
            registered = null;
        }
        failure = null;
    }

    /**
     * Does what waits, unless the transaction is going to be rolled back; returns whether there was any.
     *
     * @throws jakarta.persistence.RollbackException if a receiver has marked the transaction for rollback
     */
    private boolean commitGoesOn() {
        if (failure != null || mark.isSetForManager(owner)) {
            return false;
        }
        mark.commitGoesOn();
        Rounds rounds = guard.rounds(null, "commit");
        Map<SharedSessionContractImplementor, BooleanSupplier> used = new LinkedHashMap<>();
        boolean any = false;
        drain();
        for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
            used.computeIfAbsent(work.session(), this::watch);
            run(work);
            any = true;
            if (waiting.isEmpty()) {
                flush(used);
                drain();
                if (!waiting.isEmpty()) {
                    rounds.next(work.body().toString());
                }
            }
        }
        return any;
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

    /** Watches whether work leaves anything to write. */
    private BooleanSupplier watch(SharedSessionContractImplementor session) {
        return session instanceof EventSource stateful && isFlushed(stateful) ? pending.watch(stateful) : () -> false;
    }

    /** Flushes the sessions that receivers have worked with, and left something to write. */
    private static void flush(Map<SharedSessionContractImplementor, BooleanSupplier> used) {
        for (Map.Entry<SharedSessionContractImplementor, BooleanSupplier> each : List.copyOf(used.entrySet())) {
            if (each.getKey() instanceof EventSource session
                    && isFlushed(session)
                    && each.getValue().getAsBoolean()) {
                HibernateAdapter.flush(session);
            }
        }
        used.clear();
    }

    private static boolean isFlushed(EventSource session) {
        return session.isOpenOrWaitingForAutoClose() && session.getHibernateFlushMode() != FlushMode.MANUAL;
    }

    /** With JTA Hibernate calls this although the flush of the commit has failed; then the transaction is marked. */
    private final class Call implements TransactionObserver {

        private final TransactionCoordinator coordinator;

        Call(TransactionCoordinator coordinator) {
            this.coordinator = coordinator;
        }

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {
            if (failure instanceof RuntimeException thrown) {
                throw thrown;
            } else if (failure instanceof Error thrown) {
                throw thrown;
            }
            commitGoesOn();
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            coordinator.removeObserver(this);
        }
    }
}
