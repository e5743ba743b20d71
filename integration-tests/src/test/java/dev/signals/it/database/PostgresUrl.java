package dev.signals.it.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes JDBC URLs of PostgreSQL. */
final class PostgresUrl {

    /** {@code jdbc:postgresql://HOSTS/DATABASE?PARAMETERS}, where all but the prefix may be missing. */
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:)(//[^/?]*/?)?([^?]*)(\\?.*)?");

    private PostgresUrl() {}

    static String withDatabase(String url, String database) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + url + "' is not a JDBC URL of PostgreSQL");
        }
        String hosts = orEmpty(parts.group(2));
        String separator = hosts.isEmpty() || hosts.endsWith("/") ? "" : "/";
        return parts.group(1) + hosts + separator + database + orEmpty(parts.group(4));
    }

    static String withParameter(String url, String name, String value) {
        return url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }
}
