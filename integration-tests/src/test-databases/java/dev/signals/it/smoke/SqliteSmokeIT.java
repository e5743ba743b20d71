package dev.signals.it.smoke;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteSmokeIT extends Smoke {

    @TempDir
    Path directory;

    @Override
    Map<String, String> settings() {
        return Map.of(
                "jakarta.persistence.jdbc.url",
                "jdbc:sqlite:" + directory.resolve("smoke.db"),
                "hibernate.dialect",
                "org.hibernate.community.dialect.SQLiteDialect",
                "hibernate.connection.pool_size",
                "1");
    }
}
