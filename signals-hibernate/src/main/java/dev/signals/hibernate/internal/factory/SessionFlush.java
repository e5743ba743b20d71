package dev.signals.hibernate.internal.factory;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;

/** The flushes around work whose writes are treated differently. */
final class SessionFlush {

    private SessionFlush() {}

    /**
     * Flushes what a commit would flush. It does nothing in flush mode MANUAL, where the user decides, without a
     * transaction, and inside a flush or a cascade, where Hibernate allows no flush.
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
