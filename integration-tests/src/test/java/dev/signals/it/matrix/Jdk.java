package dev.signals.it.matrix;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * A JDK that the tests run on.
 *
 * @param version as in {@code 17.0.15}
 */
record Jdk(Path home, String version) {

    /** Asks the JDK in a directory for its version. */
    static Jdk in(Path home) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        }
        String version = Objects.requireNonNull(release.getProperty("JAVA_VERSION"), home + " has no JAVA_VERSION");
        return new Jdk(home, version.replace("\"", ""));
    }

    /** The option of Maven for it. */
    String option() {
        return "-Djvm=" + home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return version;
    }
}
