package dev.signals.examples.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A database to test on. */
enum TestDatabase {
    H2 {
        @Override
        String url() {
            return "jdbc:h2:mem:history";
        }
    },

    POSTGRESQL {
        @Override
        String url() {
            return Server.POSTGRES.getJdbcUrl("postgres", "postgres");
        }
    };

    abstract String url();

    /** Starts when it is needed first, and ends with the tests. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
            }
        }
    }
}
