package dev.signals.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.hibernate.Version;

/** With what and on what is measured. */
final class Environment {

    private final Map<String, String> lines = new LinkedHashMap<>();

    private Environment() {}

    static Environment of(Iterable<String> urls) {
        Environment environment = new Environment();
        environment.lines.put("JDK", System.getProperty("java.runtime.version") + ", " + vendor());
        environment.lines.put("Hibernate", Version.getVersionString());
        for (String url : urls) {
            environment.addDatabase(url);
        }
        environment.lines.put("Compared with", others());
        environment.lines.put(
                "Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        environment.lines.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return environment;
    }

    Map<String, String> lines() {
        return lines;
    }

    private void addDatabase(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            DatabaseMetaData data = connection.getMetaData();
            lines.put(data.getDatabaseProductName(), data.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + url, e);
        }
    }

    private static String vendor() {
        return System.getProperty("java.vendor");
    }

    private static String others() {
        Properties versions = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }

    /** Linux says it in a file. */
    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try {
                return Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getProperty("os.arch");
    }
}
