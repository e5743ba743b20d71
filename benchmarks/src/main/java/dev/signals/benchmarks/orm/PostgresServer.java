package dev.signals.benchmarks.orm;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Starts PostgreSQL. */
public final class PostgresServer {

    /** The system property with the JDBC URL of a server that runs already. */
    public static final String URL = "signals.benchmarks.postgresql";

    private PostgresServer() {}

    /** Returns the server that {@link #URL} names; without it, one that is started for this JVM. */
    public static RunningDatabase start() {
        String url = System.getProperty(URL);
        if (url != null) {
            return new RunningDatabase(url, () -> {});
        }
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            return new RunningDatabase(postgres.getJdbcUrl("postgres", "postgres"), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL; give a server with -D" + URL, e);
        }
    }
}
