package dev.signals.hibernate.internal.access;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that are times: {@code 50ms}, {@code 10s}, {@code 5m}, {@code 1h} or {@code 7d}. */
public final class TimeSetting {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private TimeSetting() {}

    /**
     * Reads a setting.
     *
     * @param value a text, or a duration
     * @throws IllegalArgumentException if it is no time
     */
    public static Duration of(String name, Object value) {
        if (value instanceof Duration time && !time.isNegative()) {
            return time;
        }
        Matcher parts = TIME.matcher(value.toString());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "setting " + name + " is \"" + value + "\"; valid are times like 500ms, 10s, 5m, 1h and 7d");
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
}
