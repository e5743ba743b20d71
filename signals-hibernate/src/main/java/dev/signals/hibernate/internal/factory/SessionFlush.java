package dev.signals.hibernate.internal.factory;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;

/** The flushes around work whose writes are treated apart. */
final class SessionFlush {

    private SessionFlush() {}

    /**
     * Flushes what a commit would flush; a session in flush mode MANUAL is left to its user, and so is one without a transaction, or
     * inside of a flush or a cascade, where Hibernate allows none.
     */
    static void ofPending(SharedSessionContractImplementor session) {
        if (session instanceof EventSource stateful
                && stateful.getHibernateFlushMode() != FlushMode.MANUAL
                && stateful.isTransactionInProgress()
                && stateful.getPersistenceContextInternal().getCascadeLevel() == 0
                && !stateful.getPersistenceContextInternal().isFlushing()) {
            stateful.flush();
        }
    }
}
