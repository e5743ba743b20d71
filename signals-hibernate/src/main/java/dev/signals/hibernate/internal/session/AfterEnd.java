package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do what has waited for the end of a transaction, in one session factory. The session of that transaction is
 * still there, and so it may be to those that keep it for the thread; but what is written with it now is lost without a word.
 */
public final class AfterEnd {

    private final Surroundings surroundings;

    /** How many there are in all threads: as a rule none, so that hardly anybody has to ask for those of the thread. */
    private final AtomicInteger underWay = new AtomicInteger();

    /** The sessions whose transaction has ended, the last one first. One for each factory, and nothing when it is over. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Deque<SharedSessionContractImplementor>> ended = new ThreadLocal<>();

    AfterEnd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Called before the works of an end.
     *
     * @param session the one that owns the transaction
     * @return to be closed behind the works
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
     * @throws IllegalStateException if that is the case
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

    /** The session itself, or a child session that shares its transaction. */
    private static boolean isOf(SharedSessionContractImplementor session, SharedSessionContractImplementor over) {
        return session == over || session.getJdbcCoordinator().getJdbcSessionOwner() == over;
    }
}
