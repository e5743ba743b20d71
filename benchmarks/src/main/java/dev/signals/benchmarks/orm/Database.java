package dev.signals.benchmarks.orm;

import java.util.UUID;

/** Where the rows are. */
public enum Database {

    /** H2 in the memory of the same process. */
    H2 {
        @Override
        public RunningDatabase start() {
            return new RunningDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", () -> {});
        }
    },

    /** PostgreSQL in a process of its own. */
    POSTGRESQL {
        @Override
        public RunningDatabase start() {
            return PostgresServer.start();
        }
    };

    /** Starts an empty one. */
    public abstract RunningDatabase start();
}
