package dev.signals.outbox.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Short forms of JDBC. */
public final class Sql {

    private Sql() {}

    /** Reads a row of a result. */
    public interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    public static <R> List<R> query(Connection connection, Row<R> reader, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<R> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    public static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
    }

    public static Instant time(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time.toInstant();
    }

    /**
     * Returns the exception for something that could not be written into the tables.
     *
     * @param what it, for the message
     * @param settings those with which Hibernate makes its tables
     */
    public static SQLException cannotWrite(String what, String settings, Exception failure) {
        Throwable root = root(failure);
        String state = root instanceof SQLException known ? known.getSQLState() : null;
        String message = what + " cannot be written: " + root.getMessage();
        if (state != null && state.startsWith("42")) {
            message +=
                    "; if there are no tables, make them with the statements in dev/signals/outbox of the jar, or let"
                            + " Hibernate make them with " + settings;
        }
        if ("22001".equals(state)) {
            message += "; the tables of the jar are in dev/signals/outbox, so compare the lengths of the columns";
        }
        int code = root instanceof SQLException known ? known.getErrorCode() : 0;
        return new SQLException(message, state, code, root);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
