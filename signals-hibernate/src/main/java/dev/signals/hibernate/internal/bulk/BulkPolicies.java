package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** What the settings say about bulk statements that receivers of entity signals do not hear of. */
public final class BulkPolicies {

    private static final String OF_ENTITY = SignalSettings.BULK_POLICY + ".";

    private final Policy general;
    private final Map<String, Policy> ofEntities;

    /** What is to happen, the stricter the later. */
    enum Policy {
        IGNORE,
        WARN,
        FAIL
    }

    private BulkPolicies(Policy general, Map<String, Policy> ofEntities) {
        this.general = general;
        this.ofEntities = ofEntities;
    }

    /**
     * Reads the settings of a session factory.
     *
     * @param watched whether the factory watches bulk statements
     * @param entityName the name in Hibernate of what a setting names; null for no entity
     * @throws IllegalArgumentException for a setting that says nothing
     */
    public static BulkPolicies of(
            Map<String, Object> settings, boolean watched, Function<String, @Nullable String> entityName) {
        Policy general = Policy.IGNORE;
        Map<String, Policy> ofEntities = new HashMap<>();
        for (Map.Entry<String, Object> setting : new TreeMap<>(settings).entrySet()) {
            String key = setting.getKey();
            if (key.equals(SignalSettings.BULK_POLICY)) {
                general = policy(key, setting.getValue(), watched);
            } else if (key.startsWith(OF_ENTITY)) {
                String named = key.substring(OF_ENTITY.length());
                String name = entityName.apply(named);
                if (name == null) {
                    throw new IllegalArgumentException("setting " + key + " is for no entity: none is named \"" + named
                            + "\"; give the name in Hibernate, which is that of the class, or in Jakarta Persistence");
                }
                ofEntities.put(name, policy(key, setting.getValue(), watched));
            }
        }
        return new BulkPolicies(general, ofEntities);
    }

    private static Policy policy(String key, Object value, boolean watched) {
        String text = value.toString().toLowerCase(Locale.ROOT);
        Policy policy = switch (text) {
            case "ignore" -> Policy.IGNORE;
            case "warn" -> Policy.WARN;
            case "fail" -> Policy.FAIL;
            default ->
                throw new IllegalArgumentException(
                        "setting " + key + " is \"" + value + "\"; valid are ignore, warn and fail");
        };
        if (!watched && policy != Policy.IGNORE) {
            throw new IllegalArgumentException("setting " + key + " is \"" + value
                    + "\", but nothing watches bulk statements; set " + SignalSettings.BULK + "=true too");
        }
        return policy;
    }

    /** Whether no statement is judged. */
    boolean ignoreAll() {
        return general == Policy.IGNORE && ofEntities.isEmpty();
    }

    /** That of the entity, or else of the nearest superclass that has one. */
    Policy of(EntityMappingType entity) {
        for (EntityMappingType type = entity; type != null; type = type.getSuperMappingType()) {
            Policy policy = ofEntities.get(type.getEntityName());
            if (policy != null) {
                return policy;
            }
        }
        return general;
    }
}
