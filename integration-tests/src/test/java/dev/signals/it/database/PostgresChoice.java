package dev.signals.it.database;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL the tests use, and why. Nothing is started by choosing. */
sealed interface PostgresChoice {

    /** For the log. */
    String reason();

    /** A running server of the user's. */
    record GivenUrl(JdbcAddress address, String reason) implements PostgresChoice {}

    /** A container, started for this JVM by Testcontainers. */
    record Container(String image, String reason) implements PostgresChoice {}

    /** A server started for this JVM from binaries on the class path. */
    record Embedded(String reason) implements PostgresChoice {}

    /**
     * Decides.
     *
     * @param engineIsThere whether Testcontainers finds a container engine; asked only when it matters
     */
    static PostgresChoice of(PostgresSettings settings, BooleanSupplier engineIsThere) {
        String kind = settings.kind();
        if (kind == null) {
            return firstThatIsThere(settings, engineIsThere);
        }
        String reason = "asked for by " + PostgresSettings.KIND;
        return switch (kind) {
            case "url" -> forcedUrl(settings, reason);
            case "testcontainers" -> forcedContainer(settings, engineIsThere, reason);
            case "embedded" -> new Embedded(reason);
            default ->
                throw new IllegalArgumentException("Unknown value '" + kind + "' of " + PostgresSettings.KIND
                        + "; use 'url', 'testcontainers' or 'embedded', or leave it out");
        };
    }

    private static PostgresChoice firstThatIsThere(PostgresSettings settings, BooleanSupplier engineIsThere) {
        GivenUrl given = givenUrlOrNull(settings, PostgresSettings.URL + " is set");
        if (given != null) {
            return given;
        }
        return engineIsThere.getAsBoolean()
                ? new Container(settings.image(), "a container engine is there")
                : new Embedded("no container engine found");
    }

    private static PostgresChoice forcedUrl(PostgresSettings settings, String reason) {
        GivenUrl given = givenUrlOrNull(settings, reason);
        if (given == null) {
            throw new IllegalStateException("-D" + PostgresSettings.KIND + "=url needs a server: set -D"
                    + PostgresSettings.URL + "=jdbc:postgresql://HOST/DATABASE or the environment variable "
                    + PostgresSettings.environmentName(PostgresSettings.URL));
        }
        return given;
    }

    private static PostgresChoice forcedContainer(
            PostgresSettings settings, BooleanSupplier engineIsThere, String reason) {
        if (!engineIsThere.getAsBoolean()) {
            throw new IllegalStateException("-D" + PostgresSettings.KIND + "=testcontainers needs a container engine,"
                    + " and Testcontainers found none: start one, or set DOCKER_HOST to its socket,"
                    + " or leave the property out to use the embedded server");
        }
        return new Container(settings.image(), reason);
    }

    private static @Nullable GivenUrl givenUrlOrNull(PostgresSettings settings, String reason) {
        String url = settings.url();
        if (url == null) {
            return null;
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("'" + url + "' in " + PostgresSettings.URL
                    + " is not a PostgreSQL server; it must begin with 'jdbc:postgresql:'");
        }
        return new GivenUrl(new JdbcAddress(url, settings.user(), settings.password()), reason);
    }
}
