package dev.signals.hibernate.internal.factory;

import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The session behind an object that the application has given. */
final class GivenSession {

    private GivenSession() {}

    /** Returns the session, which must be open: in a closed one the call would have no effect. */
    static SharedSessionContractImplementor open(SharedSessionContract session, String what) {
        SharedSessionContractImplementor implementor = implementor(session);
        if (!implementor.isOpenOrWaitingForAutoClose()) {
            throw new IllegalStateException(what + " needs an open session, and this one is closed; open a new one");
        }
        return implementor;
    }

    static SharedSessionContractImplementor implementor(SharedSessionContract session) {
        Objects.requireNonNull(session, "session");
        return session instanceof SharedSessionContractImplementor known ? known : unwrapped((Session) session);
    }

    /**
     * Returns the session behind a proxy of Spring or Weld. A proxy of Weld would return itself when unwrapped to a
     * session.
     */
    static SharedSessionContractImplementor unwrapped(Session session) {
        return Objects.requireNonNull(session, "session")
                .unwrap(PersistenceContext.class)
                .getSession();
    }
}
