package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * What waits for the commit of a transaction to begin, in all sessions that share it. What it changes is flushed, and announced,
 * before the commit goes on.
 */
public final class BeforeCommit {

    private final LoopGuard guard;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final Set<SharedSessionContractImplementor> observed = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Work(SharedSessionContractImplementor session, Runnable body) {}

    BeforeCommit(LoopGuard guard) {
        this.guard = guard;
    }

    void add(SharedSessionContractImplementor session, Runnable work) {
        if (observed.add(session)) {
            // Called after the flush of the commit, and after every Synchronization. One for each session, as a child
            // session flushes by itself, maybe later than what was here before it.
            session.getTransactionCoordinator().addObserver(new Call(session.getTransactionCoordinator()));
        }
        waiting.add(new Work(session, work));
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
        observed.clear();
    }

    private void run() {
        Rounds rounds = guard.rounds(null, "commit");
        Set<SharedSessionContractImplementor> used = new LinkedHashSet<>();
        for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
            work.body().run();
            used.add(work.session());
            if (waiting.isEmpty() && flush(used)) {
                rounds.next(work.body().toString());
            }
        }
    }

    /** Flushes the sessions that receivers have worked with; whether there was any. */
    private static boolean flush(Set<SharedSessionContractImplementor> used) {
        boolean any = false;
        for (SharedSessionContractImplementor session : List.copyOf(used)) {
            if (session instanceof EventSource flushed && isFlushed(flushed)) {
                HibernateAdapter.flush(flushed);
                any = true;
            }
        }
        used.clear();
        return any;
    }

    private static boolean isFlushed(EventSource session) {
        return session.isOpenOrWaitingForAutoClose() && session.getHibernateFlushMode() != FlushMode.MANUAL;
    }

    private final class Call implements TransactionObserver {

        private final TransactionCoordinator coordinator;

        Call(TransactionCoordinator coordinator) {
            this.coordinator = coordinator;
        }

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {
            // With JTA Hibernate calls this although the flush of the commit has failed.
            if (coordinator.getTransactionDriverControl().getStatus() != TransactionStatus.MARKED_ROLLBACK) {
                run();
            }
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            coordinator.removeObserver(this);
        }
    }
}
