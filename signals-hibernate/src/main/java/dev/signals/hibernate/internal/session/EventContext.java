package dev.signals.hibernate.internal.session;

import java.time.temporal.TemporalAccessor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the circumstances of a write: why it is done, and for whom. Immutable, so the events that have it may
 * be kept.
 *
 * @param reason the reason; null if none was given
 * @param values the values by name
 */
public record EventContext(@Nullable String reason, Map<String, Object> values) {

    /** The context of writes of which nothing is known. */
    public static final EventContext EMPTY = new EventContext(null, Map.of());

    public EventContext {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean isEmpty() {
        return reason == null && values.isEmpty();
    }

    EventContext because(@Nullable String other) {
        return new EventContext(other, values);
    }

    public EventContext with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new EventContext(reason, more);
    }

    public EventContext without(String key) {
        Map<String, Object> fewer = new LinkedHashMap<>(values);
        fewer.remove(key);
        return new EventContext(reason, fewer);
    }

    /** Returns this context, completed with values of names that it does not have. */
    EventContext completedWith(Map<String, Object> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(others);
        all.putAll(values);
        return new EventContext(reason, all);
    }

    /**
     * Returns what is appended to the text of an event, with a leading space; empty if nothing is known. A value that may be
     * an entity is named by its class: its {@code toString} may load or fail.
     */
    public String text() {
        String because = reason == null ? "" : " because \"" + reason + "\"";
        return values.isEmpty()
                ? because
                : because + " "
                        + values.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(Object value) {
        boolean plain = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof UUID
                || value instanceof TemporalAccessor;
        return plain ? value.toString() : value.getClass().getSimpleName();
    }
}
