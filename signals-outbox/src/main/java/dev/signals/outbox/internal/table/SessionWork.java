package dev.signals.outbox.internal.table;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jdbc.Work;

/** Work with the connection of a session, in its transaction. */
public final class SessionWork {

    private SessionWork() {}

    /**
     * Does work with the connection of a session. If the session is closed, because it has taken part in a transaction of JTA
     * that goes on without it, another session takes part in the transaction.
     */
    public static void run(SharedSessionContractImplementor session, Work work) {
        if (session.isOpenOrWaitingForAutoClose()) {
            session.doWork(work);
            return;
        }
        SessionFactoryImplementor factory = session.getFactory();
        try (StatelessSession other = factory.withStatelessOptions()
                .tenantIdentifier(session.getTenantIdentifierValue())
                .openStatelessSession()) {
            ((SharedSessionContractImplementor) other).doWork(work);
        }
    }
}
