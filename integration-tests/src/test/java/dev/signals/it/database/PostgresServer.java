package dev.signals.it.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A running PostgreSQL server and the way to stop it. */
final class PostgresServer implements AutoCloseable {

    // for transactions over two resources; a server allows none by default
    private static final String PREPARED = "max_prepared_transactions";
    private static final String MAX_PREPARED = "20";

    private final String kind;
    private final JdbcAddress address;
    private final AutoCloseable server;
    private final PostgresSpaces spaces;

    private PostgresServer(String kind, JdbcAddress address, PostgresSpaces spaces, AutoCloseable server) {
        this.kind = kind;
        this.address = address;
        this.spaces = spaces;
        this.server = server;
    }

    static PostgresServer start(PostgresChoice choice) {
        if (choice instanceof PostgresChoice.GivenUrl given) {
            return given(given.address());
        }
        if (choice instanceof PostgresChoice.Container container) {
            return container(container.image());
        }
        return embedded();
    }

    /** A server that runs already and is not stopped, so it is left as it was. */
    static PostgresServer given(JdbcAddress address) {
        PostgresSpaces spaces = PostgresSpaces.of(address);
        return new PostgresServer("given", address, spaces, spaces::drop);
    }

    private static PostgresServer started(String kind, JdbcAddress address, AutoCloseable server) {
        return new PostgresServer(kind, address, PostgresSpaces.of(address), server);
    }

    static PostgresServer container(String image) {
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.setCommand("postgres", "-c", "fsync=off", "-c", PREPARED + "=" + MAX_PREPARED);
        container.start();
        JdbcAddress address = new JdbcAddress(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        return started("container", address, container);
    }

    static PostgresServer embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig(PREPARED, MAX_PREPARED)
                    .start();
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
            JdbcAddress address = new JdbcAddress(url, "postgres", null);
            return started("embedded", address, postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start the embedded PostgreSQL; give a server with -D" + PostgresSettings.URL, e);
        }
    }

    JdbcAddress address() {
        return address;
    }

    TestDatabase create() {
        return spaces.create();
    }

    /** For the log, as in {@code embedded 18.6}. */
    @Override
    public String toString() {
        String version = address.query("show server_version");
        // distributions add their own after a space: 15.18 (Debian 15.18-0+deb12u1)
        return kind + " " + version.split(" ", 2)[0];
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the PostgreSQL server at " + address, e);
        }
    }
}
