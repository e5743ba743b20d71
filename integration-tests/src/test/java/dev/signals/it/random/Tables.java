package dev.signals.it.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What is in the database, read without Hibernate. */
final class Tables {

    private static final List<String> LEAVES_FIRST =
            List.of("LogRow", "Film", "Medium", "Remark", "Chapter", "Book", "Writer", "Memo_labels", "Memo");

    private final Map<Kind, Map<String, Map<String, String>>> rows = new EnumMap<>(Kind.class);
    private final List<String> labels = new ArrayList<>();

    private Tables() {}

    static Tables read(Session session) {
        return session.doReturningWork(Tables::read);
    }

    private static Tables read(Connection connection) throws SQLException {
        Tables tables = new Tables();
        try (Statement statement = connection.createStatement()) {
            for (Kind kind : Kind.values()) {
                try (ResultSet result = statement.executeQuery(kind.select())) {
                    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
                    while (result.next()) {
                        rows.put(result.getString("id"), row(kind, result));
                    }
                    tables.rows.put(kind, rows);
                }
            }
            try (ResultSet result = statement.executeQuery(
                    "select tag, labels from Memo_labels join Memo on Memo.id = Memo_id order by tag, labels")) {
                while (result.next()) {
                    tables.labels.add(result.getString(1) + " labelled " + result.getString(2));
                }
            }
        }
        return tables;
    }

    private static Map<String, String> row(Kind kind, ResultSet result) throws SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        for (String column : kind.columns()) {
            row.put(column, String.valueOf(result.getObject(column)));
        }
        return row;
    }

    static void clear(Session session) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : LEAVES_FIRST) {
                    statement.executeUpdate("delete from " + table);
                }
            }
        });
    }

    /** The rows of one kind by identifier, each a value by column. */
    Map<String, Map<String, String>> rows(Kind kind) {
        return rows.getOrDefault(kind, Map.of());
    }

    /** The row with this identifier, or null. */
    @Nullable
    Map<String, String> row(Kind kind, String id) {
        return rows(kind).get(id);
    }

    /** All rows but the log's, comparable with those of another database: without generated identifiers. */
    List<String> natural(boolean versions) {
        List<String> natural = new ArrayList<>(labels);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.LOG) {
                rows(kind).values().forEach(row -> natural.add(natural(kind, row, versions)));
            }
        }
        natural.sort(null);
        return natural;
    }

    private String natural(Kind kind, Map<String, String> row, boolean versions) {
        Map<String, String> natural = new LinkedHashMap<>(row);
        natural.computeIfPresent("book_id", (column, id) -> tagOf(Kind.BOOK, id));
        natural.computeIfPresent("writer_id", (column, id) -> tagOf(Kind.WRITER, id));
        natural.computeIfPresent("memo_id", (column, id) -> tagOf(Kind.MEMO, id));
        if (!versions) {
            natural.remove(Kind.VERSION);
        }
        return kind + " " + natural;
    }

    private String tagOf(Kind kind, String id) {
        Map<String, String> row = row(kind, id);
        return row == null ? id : row.getOrDefault("tag", id);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tables tables && rows.equals(tables.rows) && labels.equals(tables.labels);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return rows + " " + labels;
    }
}
