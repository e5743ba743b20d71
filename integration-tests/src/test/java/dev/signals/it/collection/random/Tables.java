package dev.signals.it.collection.random;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What is in the database, read without Hibernate. */
final class Tables {

    private static final String ALL =
            Arrays.stream(Role.values()).map(Role::select).collect(Collectors.joining(" union all "));

    private Tables() {}

    /** The rows of all collections, sorted. */
    static List<String> read(Session session) {
        return session.doReturningWork(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(ALL)) {
                return rows(result);
            }
        });
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result.getString(1), result.getLong(2), result.getString(3)));
        }
        rows.sort(null);
        return rows;
    }

    static String row(String role, Object box, String item) {
        return role + " of " + box + ": " + item;
    }

    /** Leaves the tags and fans. */
    static void clear(Session session) {
        session.doWork(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (Role role : Role.values()) {
                    if (role != Role.LINES) {
                        statement.addBatch("delete from box_" + role.attribute());
                    }
                }
                for (String table : List.of("Line", "Note", "Extra", "Box")) {
                    statement.addBatch("delete from " + table);
                }
                statement.executeBatch();
            }
            connection.commit();
        });
    }
}
