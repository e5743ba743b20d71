package dev.signals.spring.boot;

import dev.signals.hibernate.SignalSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of Hibernate that the properties stand for. */
final class HibernateSettings {

    /** The settings of signals-outbox, which may not be there, begin with it. */
    private static final String OUTBOX = "signals.outbox";

    private final Map<String, Object> settings = new LinkedHashMap<>();

    private HibernateSettings() {}

    static Map<String, Object> of(SignalsProperties properties) {
        HibernateSettings settings = new HibernateSettings();
        settings.put(SignalSettings.ENABLED, properties.enabled());
        settings.put(SignalSettings.STRICT, properties.strict());
        settings.put(SignalSettings.ROUNDS, properties.rounds());
        settings.put(SignalSettings.TIMELINE, properties.timeline());
        settings.put(SignalSettings.SLOW, properties.slow());
        settings.put(SignalSettings.RECEIVERS, properties.receivers());
        settings.put(properties.bulk());
        settings.put(properties.outbox());
        return settings.settings;
    }

    private void put(SignalsProperties.Bulk bulk) {
        put(SignalSettings.BULK, bulk.enabled());
        put(SignalSettings.BULK_POLICY, bulk.policy());
        bulk.policies().forEach((entity, policy) -> put(SignalSettings.BULK_POLICY + "." + entity, policy));
    }

    private void put(SignalsProperties.Outbox outbox) {
        put(OUTBOX, names(outbox.content()));
        put(OUTBOX + ".tables", outbox.tables());
        put(OUTBOX + ".threads", outbox.threads());
        put(OUTBOX + ".poll", outbox.poll());
        put(OUTBOX + ".attempts", outbox.attempts());
        put(OUTBOX + ".backoff", outbox.backoff());
        put(OUTBOX + ".heartbeat", outbox.heartbeat());
        put(OUTBOX + ".remembered", outbox.remembered());
        put(OUTBOX + ".shutdown", outbox.shutdown());
        put(OUTBOX + ".events.remove", outbox.events().remove());
    }

    private static @Nullable String names(@Nullable List<SignalsProperties.Content> content) {
        return content == null || content.isEmpty()
                ? null
                : content.stream()
                        .distinct()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(","));
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value instanceof Duration time ? text(time) : value);
        }
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
