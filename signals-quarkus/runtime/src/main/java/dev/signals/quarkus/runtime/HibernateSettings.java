package dev.signals.quarkus.runtime;

import dev.signals.hibernate.SignalSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of Hibernate that the configuration stands for. */
final class HibernateSettings {

    private final Map<String, Object> settings = new LinkedHashMap<>();

    private HibernateSettings() {}

    /**
     * Returns the settings of one persistence unit.
     *
     * @param entitiesOfOthers the names of entities that only other units have; a unit refuses a policy for an entity it lacks
     */
    static Map<String, Object> of(SignalsConfig config, Set<String> entitiesOfOthers) {
        HibernateSettings settings = new HibernateSettings();
        settings.settings.put(SignalSettings.ENABLED, config.enabled());
        settings.put(SignalSettings.STRICT, config.strict());
        settings.put(SignalSettings.ROUNDS, config.rounds());
        settings.put(SignalSettings.TIMELINE, config.timeline());
        settings.put(SignalSettings.SLOW, config.slow());
        settings.put(SignalSettings.RECEIVERS, config.receivers().map(names -> String.join(",", names)));
        settings.put(SignalSettings.BULK, config.bulk().enabled());
        settings.put(SignalSettings.BULK_POLICY, config.bulk().policy().map(HibernateSettings::text));
        config.bulk().policies().forEach((entity, policy) -> {
            if (!entitiesOfOthers.contains(entity)) {
                settings.settings.put(SignalSettings.BULK_POLICY + "." + entity, text(policy));
            }
        });
        return settings.settings;
    }

    private void put(String name, Optional<?> value) {
        value.ifPresent(given -> settings.put(name, given));
    }

    private static String text(SignalsConfig.BulkPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
