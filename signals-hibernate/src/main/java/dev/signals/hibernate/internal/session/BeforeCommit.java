package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/** What waits for the commit of one session to begin. What it changes is flushed, and announced, before the commit goes on. */
public final class BeforeCommit {

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    void add(SharedSessionContractImplementor session, Runnable work) {
        if (waiting.isEmpty()) {
            // Called after the flush of the commit, and after every Synchronization.
            session.getTransactionCoordinator().addObserver(new Call(session));
        }
        waiting.add(work);
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
    }

    private void run(SharedSessionContractImplementor session) {
        Rounds rounds = new Rounds("commit");
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            work.run();
            if (waiting.isEmpty() && session instanceof EventSource flushed && isFlushed(flushed)) {
                HibernateAdapter.flush(flushed);
                rounds.next(work.toString());
            }
        }
    }

    private static boolean isFlushed(EventSource session) {
        return session.isOpenOrWaitingForAutoClose() && session.getHibernateFlushMode() != FlushMode.MANUAL;
    }

    private final class Call implements TransactionObserver {

        private final SharedSessionContractImplementor session;

        Call(SharedSessionContractImplementor session) {
            this.session = session;
        }

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {
            // With JTA Hibernate calls this although the flush of the commit has failed.
            if (session.getTransactionCoordinator()
                            .getTransactionDriverControl()
                            .getStatus()
                    != TransactionStatus.MARKED_ROLLBACK) {
                run(session);
            }
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            session.getTransactionCoordinator().removeObserver(this);
        }
    }
}
