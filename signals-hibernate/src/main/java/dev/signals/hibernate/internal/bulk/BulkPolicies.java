package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** The policies of the settings for bulk statements that bypass receivers of entity signals. */
public final class BulkPolicies {

    private static final String OF_ENTITY = SignalSettings.BULK_POLICY + ".";

    private final Policy general;
    private final Map<String, Policy> ofEntities;

    /** The action for such a statement, from lenient to strict. */
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
     * @param observed true if the factory observes bulk statements
     * @param entityName returns the name in Hibernate of the entity that a setting names; null if there is none
     * @throws IllegalArgumentException if a value is not valid
     */
    public static BulkPolicies of(
            Map<String, Object> settings, boolean observed, Function<String, @Nullable String> entityName) {
        Policy general = Policy.IGNORE;
        Map<String, Policy> ofEntities = new HashMap<>();
        for (Map.Entry<String, Object> setting : new TreeMap<>(settings).entrySet()) {
            String key = setting.getKey();
            if (key.equals(SignalSettings.BULK_POLICY)) {
                general = policy(key, setting.getValue(), observed);
            } else if (key.startsWith(OF_ENTITY)) {
                String named = key.substring(OF_ENTITY.length());
                String name = entityName.apply(named);
                if (name == null) {
                    throw new IllegalArgumentException("setting " + key + " is for no entity: none is named \"" + named
                            + "\"; give the name in Hibernate, which is that of the class, or in Jakarta Persistence");
                }
                ofEntities.put(name, policy(key, setting.getValue(), observed));
            }
        }
        return new BulkPolicies(general, ofEntities);
    }

    private static Policy policy(String key, Object value, boolean observed) {
        String text = value.toString().toLowerCase(Locale.ROOT);
        Policy policy = switch (text) {
            case "ignore" -> Policy.IGNORE;
            case "warn" -> Policy.WARN;
            case "fail" -> Policy.FAIL;
            default ->
                throw new IllegalArgumentException(
                        "setting " + key + " is \"" + value + "\"; valid are ignore, warn and fail");
        };
        if (!observed && policy != Policy.IGNORE) {
            throw new IllegalArgumentException("setting " + key + " is \"" + value
                    + "\", but bulk statements are not observed; set " + SignalSettings.BULK + "=true too");
        }
        return policy;
    }

    /** Returns whether all statements are ignored. */
    boolean ignoreAll() {
        return general == Policy.IGNORE && ofEntities.isEmpty();
    }

    /** Returns the policy of the entity, or of the nearest superclass that has one; otherwise the general policy. */
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
