package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one session factory that run callbacks after the end of a transaction. Their session is still open, and
 * other code may keep it for the thread; but whatever is written with it now is silently lost.
 */
public final class AfterEnd {

    private final Surroundings surroundings;
    private Runnable onBegin = () -> {};

    /** The number of such ends in all threads. It is usually 0, and then no thread has to look at its own. */
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * The sessions whose transaction has ended in this thread, the last one first. There is one list for each factory, and
     * none outside of callbacks.
     */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Deque<Ended>> ended = new ThreadLocal<>();

    /**
     * A session whose transaction has ended.
     *
     * @param simulated whether the end is simulated, and the transaction still open
     */
    private record Ended(SharedSessionContractImplementor session, boolean simulated) {}

    AfterEnd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Sets what is done each time before callbacks run, so that somebody calls {@link #refuse}.
     *
     * @param preparation registers listeners that have not been wanted before
     */
    public void onBegin(Runnable preparation) {
        onBegin = preparation;
    }

    /**
     * Begins the end of a transaction. Call it before the callbacks run.
     *
     * @param session the session that owns the transaction
     * @return the scope to close after the callbacks
     */
    Scope begin(SharedSessionContractImplementor session, boolean committed) {
        Scope suspended = EndedJtaTransaction.suspend(session);
        Scope left = surroundings.leave(session, committed);
        return begin(new Ended(session, false), () -> {
            try {
                left.close();
            } finally {
                suspended.close();
            }
        });
    }

    /**
     * Begins the simulated end of a transaction. A transaction of Spring or JTA goes on: services that a receiver calls take
     * part in it, so its session refuses nothing.
     */
    Scope beginSimulated(SharedSessionContractImplementor session) {
        return surroundings.keeps(session) || EndedJtaTransaction.isJta(session)
                ? () -> {}
                : begin(new Ended(session, true), () -> {});
    }

    private Scope begin(Ended end, Scope left) {
        Deque<Ended> known = ended.get();
        Deque<Ended> sessions = known == null ? new ArrayDeque<>() : known;
        ended.set(sessions);
        sessions.push(end);
        onBegin.run();
        underWay.incrementAndGet();
        return () -> {
            underWay.decrementAndGet();
            sessions.pop();
            if (sessions.isEmpty()) {
                ended.remove();
            }
            left.close();
        };
    }

    /**
     * Refuses an operation that would never be written.
     *
     * @param operation its name
     * @throws IllegalStateException if the transaction has ended and the session would lose the operation
     */
    public void refuse(SharedSessionContractImplementor session, String operation, Object entity) {
        if (underWay.get() > 0 && isLost(session)) {
            throw new IllegalStateException(operation + " of "
                    + Hibernate.getClassLazy(entity).getName()
                    + " is refused: the transaction has ended, and in this session it would never be written; write in a new"
                    + " transaction, as with event.inNewTransaction(...), or in a method that is @Transactional");
        }
    }

    private boolean isLost(SharedSessionContractImplementor session) {
        Deque<Ended> sessions = ended.get();
        if (sessions == null) {
            return false;
        }
        return session.isTransactionInProgress()
                ? sessions.stream().anyMatch(over -> over.simulated() && over.session() == session)
                : sessions.stream().anyMatch(over -> isOf(session, over.session()))
                        || surroundings.keeps(session)
                        || waitsForTransaction(session);
    }

    /**
     * Returns whether a session takes part in the JTA transaction of the thread of its own accord. As it has found none, what
     * it is given now waits for a flush that would not come. A session that is told to join, later, may be given work before.
     */
    private static boolean waitsForTransaction(SharedSessionContractImplementor session) {
        return session instanceof SessionImplementor
                && EndedJtaTransaction.isJta(session)
                && session.shouldAutoJoinTransaction();
    }

    /** Returns whether a session is {@code over} itself, or a child session that shares its transaction. */
    private static boolean isOf(SharedSessionContractImplementor session, SharedSessionContractImplementor over) {
        return session == over || session.getJdbcCoordinator().getJdbcSessionOwner() == over;
    }
}
