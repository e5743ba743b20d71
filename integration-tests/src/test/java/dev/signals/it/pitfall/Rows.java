package dev.signals.it.pitfall;

import dev.signals.it.support.TestFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is in a database, read by plain SQL in a transaction of its own. */
final class Rows {

    private Rows() {}

    /** All rows of all tables, sorted: {@code note id=1 text=seen}. */
    static List<String> of(TestFactory factory) {
        return factory.fromTransaction(session -> session.doReturningWork(Rows::read));
    }

    private static List<String> read(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select * from " + table)) {
                while (result.next()) {
                    rows.add(table.toLowerCase(Locale.ROOT) + columns(result));
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet result =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (result.next()) {
                String type = result.getString("TABLE_TYPE");
                if (type.equals("TABLE") || type.equals("BASE TABLE")) {
                    tables.add(result.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static String columns(ResultSet row) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            String text = value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : String.valueOf(value);
            columns.put(row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), text);
        }
        StringBuilder text = new StringBuilder();
        columns.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }
}
