package dev.signals.it.harmless;

import dev.signals.it.database.TestDatabase;
import dev.signals.it.harmless.Tape.Track;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a database, around Hibernate. */
final class Rows implements AutoCloseable {

    private final Connection connection;
    private @Nullable List<String> tables;

    Rows(TestDatabase database) {
        connection = database.connect();
    }

    void write(Tape tape) {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                for (String row : rows(statement, table)) {
                    tape.write(Track.ROWS, table + row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> tables(Statement statement) throws SQLException {
        if (tables == null) {
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = current_schema order by table_name")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            tables = found;
        }
        return tables;
    }

    /** Sorted, as their order in the database means nothing. */
    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(' ').append(value(rows, i));
                }
                found.add(row.toString());
            }
        }
        return found.stream().sorted().toList();
    }

    private static @Nullable String value(ResultSet rows, int column) throws SQLException {
        String type = rows.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        String text = rows.getString(column);
        if (type.equals("oid")) {
            return "oid"; // Numbers of large objects are the server's own.
        }
        boolean softly = rows.getMetaData().getColumnName(column).equalsIgnoreCase("deleted");
        return softly && text != null && type.startsWith("timestamp") ? "time of deletion" : text;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
