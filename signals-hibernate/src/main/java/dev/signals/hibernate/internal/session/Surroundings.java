package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A framework outside of Hibernate that keeps a session for the thread of its transaction, even for a while after its end.
 */
public interface Surroundings {

    /** Surroundings that keep no session. */
    Surroundings NONE = new Surroundings() {

        @Override
        public Scope leave(SharedSessionContractImplementor session, boolean committed) {
            return () -> {};
        }

        @Override
        public boolean keeps(SharedSessionContractImplementor session) {
            return false;
        }

        @Override
        public List<SharedSessionContractImplementor> sessions() {
            return List.of();
        }
    };

    /**
     * Detaches the thread from a session whose transaction has ended. Whatever begins before the scope is closed is not part
     * of that transaction.
     *
     * @param committed whether the transaction was committed
     */
    Scope leave(SharedSessionContractImplementor session, boolean committed);

    /** Returns whether the session is kept for this thread. */
    boolean keeps(SharedSessionContractImplementor session);

    /** Returns the sessions that are kept for this thread, of all session factories. */
    List<SharedSessionContractImplementor> sessions();
}
