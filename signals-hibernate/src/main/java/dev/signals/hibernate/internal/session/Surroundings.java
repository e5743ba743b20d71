package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Somebody outside of Hibernate who keeps a session for the thread of its transaction, also for a while after the end. */
public interface Surroundings {

    /** Nobody. */
    Surroundings NONE = new Surroundings() {

        @Override
        public Scope leave(SharedSessionContractImplementor session, boolean committed) {
            return () -> {};
        }

        @Override
        public boolean keeps(SharedSessionContractImplementor session) {
            return false;
        }
    };

    /**
     * Lets go of a session whose transaction has ended: what is begun until the scope is closed is no part of that transaction.
     *
     * @param committed whether it was committed
     */
    Scope leave(SharedSessionContractImplementor session, boolean committed);

    /** Returns whether the session is one that is kept for this thread. */
    boolean keeps(SharedSessionContractImplementor session);
}
