package dev.signals.examples.blog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The database of the blog, with a schema of its own, so that a database that is given keeps its tables. */
public final class BlogDatabase implements AutoCloseable {

    static final String H2 = "h2";
    static final String POSTGRESQL = "postgresql";
    public static final String SCHEMA = "signals_blog";

    private final String url;
    private final AutoCloseable server;

    // Kept open, since H2 forgets a database in memory together with its last connection.
    private final Connection connection;

    private BlogDatabase(String url, AutoCloseable server) throws SQLException {
        this.url = url;
        this.server = server;
        this.connection = DriverManager.getConnection(url);
        dropSchema();
        execute("create schema " + SCHEMA);
    }

    /**
     * Opens the chosen database.
     *
     * @throws UnknownDatabaseException if there is no such choice, or its URL leads nowhere
     */
    public static BlogDatabase open(String choice, Progress progress) {
        boolean given = choice.startsWith("jdbc:");
        if (!given && !choice.equals(H2) && !choice.equals(POSTGRESQL)) {
            throw new UnknownDatabaseException(choice);
        }
        progress.say("Starting on " + (given ? "the given database" : choice) + " ...");
        try {
            return switch (choice) {
                case H2 -> at("jdbc:h2:mem:" + UUID.randomUUID());
                case POSTGRESQL -> embeddedPostgres();
                default -> at(choice);
            };
        } catch (SQLException e) {
            throw new UnknownDatabaseException(e);
        }
    }

    private static BlogDatabase at(String url) throws SQLException {
        return new BlogDatabase(url, () -> {});
    }

    private static BlogDatabase embeddedPostgres() throws SQLException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            return new BlogDatabase(postgres.getJdbcUrl("postgres", "postgres"), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        try (server;
                connection) {
            dropSchema();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot leave the database", e);
        }
    }

    private void dropSchema() throws SQLException {
        execute("drop schema if exists " + SCHEMA + " cascade");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
