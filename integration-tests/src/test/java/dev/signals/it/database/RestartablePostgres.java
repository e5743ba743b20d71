package dev.signals.it.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An embedded PostgreSQL server of a test's own, which can be stopped and started again with its data. */
public final class RestartablePostgres implements AutoCloseable {

    private static final int ANY_PORT = 0;

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    /** Starts it with an empty database. */
    public RestartablePostgres() throws IOException {
        data = Files.createTempDirectory("signals-postgresql");
        EmbeddedPostgres first = start(ANY_PORT);
        port = first.getPort();
        running = first;
    }

    private EmbeddedPostgres start(int on) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(on)
                .start();
    }

    /** Returns the database of the server, which is there in each run. */
    public TestDatabase database() {
        return new TestDatabase(
                new JdbcAddress("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", null), () -> {});
    }

    /** Starts it again, on the same port. */
    public void start() throws IOException {
        running = start(port);
    }

    /** Stops it: transactions that have not ended are rolled back, and nobody can connect any more. */
    public void stop() throws IOException {
        EmbeddedPostgres server = running;
        if (server != null) {
            running = null;
            server.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(RestartablePostgres::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
