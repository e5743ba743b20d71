package dev.signals.outbox.internal.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions on connections of their own, whether or not the pool has autocommit on. */
final class Transactions {

    private Transactions() {}

    interface Work<R extends @Nullable Object> {
        R in(Connection connection) throws SQLException;
    }

    static <R extends @Nullable Object> R run(DataSource connections, Work<R> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            R result;
            try {
                result = work.in(connection);
                connection.commit();
            } catch (Throwable e) {
                rollBack(connection, autoCommit, e);
                throw e;
            }
            connection.setAutoCommit(autoCommit);
            return result;
        }
    }

    /** Rolls back. If the connection is lost, that fails too, and must not hide why the work has failed. */
    private static void rollBack(Connection connection, boolean autoCommit, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
