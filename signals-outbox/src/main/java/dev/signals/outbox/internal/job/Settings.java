package dev.signals.outbox.internal.job;

import dev.signals.outbox.OutboxSettings;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@link OutboxSettings} of one session factory, read and checked. */
public record Settings(
        int threads,
        Duration poll,
        int attempts,
        Duration backoff,
        Duration heartbeat,
        Duration remembered,
        Duration shutdown) {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 30;
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /**
     * @throws IllegalArgumentException if a value is not valid
     */
    static Settings of(Map<String, Object> settings) {
        return new Settings(
                number(settings, OutboxSettings.THREADS, 2),
                time(settings, OutboxSettings.POLL, "5s"),
                number(settings, OutboxSettings.ATTEMPTS, 10),
                time(settings, OutboxSettings.BACKOFF, "1s"),
                time(settings, OutboxSettings.HEARTBEAT, "15s"),
                time(settings, OutboxSettings.REMEMBERED, "7d"),
                time(settings, OutboxSettings.SHUTDOWN, "30s"));
    }

    /** Returns whether Hibernate's schema tool is to know the tables. */
    public static boolean hasTables(@Nullable Object setting) {
        String text = setting == null ? "false" : setting.toString();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw fault(OutboxSettings.TABLES, text, "valid are true and false");
        };
    }

    /** Returns how long a call waits after a failure. */
    Duration backoffAfter(int attempt) {
        Duration wait = backoff.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    private static int number(Map<String, Object> settings, String name, int byDefault) {
        String text = settings.getOrDefault(name, byDefault).toString();
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw fault(name, text, "valid are whole numbers from 1 on");
        }
        return Integer.parseInt(text);
    }

    private static Duration time(Map<String, Object> settings, String name, String byDefault) {
        String text = settings.getOrDefault(name, byDefault).toString();
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw fault(name, text, "valid are times like 500ms, 10s, 5m, 1h and 7d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static IllegalArgumentException fault(String name, String text, String valid) {
        return new IllegalArgumentException("setting " + name + " is \"" + text + "\"; " + valid);
    }
}
