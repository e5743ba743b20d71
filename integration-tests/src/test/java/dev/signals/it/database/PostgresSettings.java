package dev.signals.it.database;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about PostgreSQL, by system properties and environment variables.
 *
 * @param kind the way asked for with {@code signals.test.postgres}
 * @param image the container image, {@code signals.test.postgres.image}
 * @param url the server to use, {@code signals.test.jdbc.url} or {@code SIGNALS_TEST_JDBC_URL}
 * @param user its user, unless part of the URL
 * @param password its password, unless part of the URL
 */
record PostgresSettings(
        @Nullable String kind,
        String image,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {

    static final String KIND = "signals.test.postgres";
    static final String IMAGE = "signals.test.postgres.image";
    static final String URL = "signals.test.jdbc.url";
    static final String USER = "signals.test.jdbc.user";
    static final String PASSWORD = "signals.test.jdbc.password";

    static PostgresSettings ofThisJvm() {
        return read(System::getProperty, System::getenv);
    }

    /** Reads through two functions that answer null for a name without a value. */
    static PostgresSettings read(
            UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        String image = value(IMAGE, properties, environment);
        return new PostgresSettings(
                value(KIND, properties, environment),
                image == null ? "postgres:18.6" : image,
                value(URL, properties, environment),
                value(USER, properties, environment),
                value(PASSWORD, properties, environment));
    }

    static String environmentName(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static @Nullable String value(
            String property, UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        String value = properties.apply(property);
        if (value == null || value.isBlank()) {
            value = environment.apply(environmentName(property));
        }
        // blank, as from -Dname= in a script, is the same as not given
        return value == null || value.isBlank() ? null : value;
    }
}
