package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one session factory that run callbacks after the end of a transaction. Their session is still open, and
 * other code may keep it for the thread; but whatever is written with it now is silently lost.
 */
public final class AfterEnd {

    private final Surroundings surroundings;

    /** The number of such ends in all threads. It is usually 0, and then no thread has to look at its own. */
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * The sessions whose transaction has ended in this thread, the last one first. There is one list for each factory, and
     * none outside of callbacks.
     */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Deque<SharedSessionContractImplementor>> ended = new ThreadLocal<>();

    AfterEnd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Begins the end of a transaction. Call it before the callbacks run.
     *
     * @param session the session that owns the transaction
     * @return the scope to close after the callbacks
     */
    Scope begin(SharedSessionContractImplementor session, boolean committed) {
        Deque<SharedSessionContractImplementor> known = ended.get();
        Deque<SharedSessionContractImplementor> sessions = known == null ? new ArrayDeque<>() : known;
        Scope left = surroundings.leave(session, committed);
        ended.set(sessions);
        sessions.push(session);
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
        Deque<SharedSessionContractImplementor> sessions = ended.get();
        return sessions != null
                && !session.isTransactionInProgress()
                && (sessions.stream().anyMatch(over -> isOf(session, over)) || surroundings.keeps(session));
    }

    /** Returns whether a session is {@code over} itself, or a child session that shares its transaction. */
    private static boolean isOf(SharedSessionContractImplementor session, SharedSessionContractImplementor over) {
        return session == over || session.getJdbcCoordinator().getJdbcSessionOwner() == over;
    }
}
