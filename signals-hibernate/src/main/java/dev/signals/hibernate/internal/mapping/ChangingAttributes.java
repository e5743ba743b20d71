package dev.signals.hibernate.internal.mapping;

import dev.signals.Connection;
import dev.signals.hibernate.OnChange;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes whose changes a save can report, see {@link dev.signals.hibernate.event.Changes}. They refuse receivers
 * for changes that can never be.
 *
 * @param types by entity name: the attributes with the types of the values that a change has
 */
record ChangingAttributes(Map<String, Map<String, Class<?>>> types) {

    private static final int MOST_CANDIDATES = 20;

    /**
     * Returns why none of the entities can ever have a change that a receiver is connected for; null if one can.
     *
     * @param matches whether the receiver is connected for an entity name
     */
    @Nullable
    String fault(Connection connection, Predicate<String> matches) {
        return connection.conditions().stream()
                .filter(OnChange.class::isInstance)
                .map(wanted -> fault((OnChange) wanted, matches))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String fault(OnChange wanted, Predicate<String> matches) {
        Map<String, Set<Class<?>>> known = new TreeMap<>();
        types.forEach((entityName, attributes) -> {
            if (matches.test(entityName)) {
                attributes.forEach((attribute, type) ->
                        known.computeIfAbsent(attribute, key -> byName()).add(type));
            }
        });
        for (String attribute : wanted.attributes()) {
            if (!known.containsKey(attribute)) {
                return "there is no attribute \"" + attribute + "\" that a save reports changes of; there are "
                        + some(known.keySet());
            }
        }
        Set<Class<?>> possible = known.getOrDefault(wanted.attributes().get(0), Set.of());
        for (Object value : wanted.values()) {
            if (value != null && possible.stream().noneMatch(type -> isOf(type, value))) {
                return fault(wanted, value, possible);
            }
        }
        return null;
    }

    private static String fault(OnChange wanted, Object value, Set<Class<?>> possible) {
        return "changes of attribute \"" + wanted.attributes().get(0) + "\" have a " + names(possible) + ", but "
                + wanted
                + " gives a " + value.getClass().getName() + "; give a " + names(possible)
                + ", which for an association is the identifier";
    }

    static String names(Set<Class<?>> types) {
        return types.stream().map(Class::getName).collect(Collectors.joining(" or "));
    }

    private static boolean isOf(Class<?> type, Object value) {
        return type.isInstance(value)
                || (value instanceof Date && Date.class.isAssignableFrom(type)); // kinds of one value
    }

    /** Returns the types that an attribute has in the entities. */
    Set<Class<?>> typesOf(String attribute, Predicate<String> matches) {
        Set<Class<?>> found = byName();
        types.forEach((entityName, attributes) -> {
            Class<?> type = matches.test(entityName) ? attributes.get(attribute) : null;
            if (type != null) {
                found.add(type);
            }
        });
        return found;
    }

    private static Set<Class<?>> byName() {
        return new TreeSet<>(Comparator.comparing(Class::getName));
    }

    private static String some(Set<String> names) {
        return some(List.copyOf(names));
    }

    /** Returns the first names of a list. */
    static String some(List<String> names) {
        return names.stream().limit(MOST_CANDIDATES).collect(Collectors.joining(", "))
                + (names.size() > MOST_CANDIDATES ? ", ..." : "");
    }
}
