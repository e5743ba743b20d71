package dev.signals.it.database;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The one PostgreSQL server of this JVM: started at first use, stopped at exit. */
final class SharedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPostgres.class);
    private static final SharedPostgres INSTANCE = new SharedPostgres();

    private @Nullable PostgresServer server;

    private SharedPostgres() {}

    static PostgresServer server() {
        return INSTANCE.startedServer();
    }

    private synchronized PostgresServer startedServer() {
        PostgresServer started = server;
        if (started == null) {
            started = start();
            server = started;
        }
        return started;
    }

    private static PostgresServer start() {
        PostgresChoice choice = PostgresChoice.of(
                PostgresSettings.ofThisJvm(),
                () -> DockerClientFactory.instance().isDockerAvailable());
        PostgresServer started = PostgresServer.start(choice);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-postgresql"));
        LOG.info("PostgreSQL for the tests: {} ({})", started, choice.reason());
        return started;
    }
}
