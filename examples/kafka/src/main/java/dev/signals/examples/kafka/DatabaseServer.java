package dev.signals.examples.kafka;

import dev.signals.outbox.Outbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** A PostgreSQL server of its own, whose log can be read by Debezium. */
final class DatabaseServer implements AutoCloseable {

    /** The table of the events. */
    static final String EVENTS = "outboxevent";

    private static final String DDL = "/dev/signals/outbox/postgresql-events.sql";
    private static final String NAME = "postgres";

    private final EmbeddedPostgres postgres;

    private DatabaseServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static DatabaseServer start() {
        try {
            return new DatabaseServer(EmbeddedPostgres.builder()
                    .setServerConfig("wal_level", "logical")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    String url() {
        return postgres.getJdbcUrl(NAME, NAME);
    }

    /** Makes the table of the events in a schema, with the statement that the outbox brings. */
    void createEventTable(String schema) {
        try (InputStream file = Objects.requireNonNull(Outbox.class.getResourceAsStream(DDL), DDL)) {
            String ddl = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            execute("set search_path to " + schema + "; " + ddl);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + DDL, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + sql, e);
        }
    }

    /** Returns the one value that a query answers with, as text. */
    String query(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + sql, e);
        }
    }

    /** What a connector has to know of the server; the table has the schema in front. */
    Map<String, String> connectorSettings(String table) {
        return Map.of(
                "database.hostname", "localhost",
                "database.port", String.valueOf(postgres.getPort()),
                "database.user", NAME,
                "database.password", NAME,
                "database.dbname", NAME,
                "table.include.list", table);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop the embedded PostgreSQL", e);
        }
    }
}
