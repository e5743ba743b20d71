package dev.signals.hibernate.internal.session;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Runs work under a savepoint of the JDBC connection. */
public final class SavepointScope {

    private SavepointScope() {}

    /**
     * Runs {@code work} and returns its result. If it throws, its rows are rolled back, and whatever waits for the commit
     * because of it is dropped.
     */
    public static <R extends @Nullable Object> R run(SessionImplementor session, SessionState state, Supplier<R> work) {
        if (!session.isTransactionInProgress()) {
            throw new IllegalStateException("a savepoint needs a transaction, and the session has none: begin one");
        }
        flush(session);
        SavepointMark mark = state.mark();
        Savepoint savepoint = set(session);
        R result;
        try {
            result = work.get();
            flush(session);
        } catch (Throwable e) { // including checked exceptions, which other JVM languages throw anywhere
            rollBack(session, state, savepoint, mark, e);
            throw e;
        }
        release(session, savepoint);
        return result;
    }

    private static void flush(Session session) {
        if (session.getHibernateFlushMode() != FlushMode.MANUAL) {
            session.flush();
        }
    }

    private static Savepoint set(SessionImplementor session) {
        try {
            return session.doReturningWork(connection -> connection.setSavepoint());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "cannot set a savepoint: the connection does not support one, for example in a distributed transaction;"
                            + " the transaction is unchanged, run the work without a savepoint",
                    e);
        }
    }

    private static void rollBack(
            SessionImplementor session,
            SessionState state,
            Savepoint savepoint,
            SavepointMark mark,
            Throwable failure) {
        try {
            session.getJdbcCoordinator().abortBatch();
            session.doWork(connection -> connection.rollback(savepoint));
        } catch (RuntimeException e) {
            // The rows may exist or not, so nothing may be committed.
            session.markForRollbackOnly();
            failure.addSuppressed(e);
        }
        session.clear();
        state.rolledBackTo(mark);
    }

    private static void release(SessionImplementor session, Savepoint savepoint) {
        session.doWork(connection -> {
            try {
                connection.releaseSavepoint(savepoint);
            } catch (SQLException e) {
                // Some drivers refuse this. It is only a courtesy, because the commit releases the savepoint too.
                savepointStays(e);
            }
        });
    }

    private static void savepointStays(SQLException reason) {
        System.getLogger("dev.signals.hibernate.ModelSignals")
                .log(System.Logger.Level.DEBUG, "a savepoint stays until the commit", reason);
    }
}
