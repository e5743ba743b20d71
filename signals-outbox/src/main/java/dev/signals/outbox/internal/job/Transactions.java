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
            try {
                R result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }
}
