package dev.signals.hibernate.internal.mapping;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.connect.CollectionPart;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collection attributes of the entities of one session factory, used to find receivers for attributes that do not
 * exist.
 */
final class CollectionAttributes {

    private static final String ASSOCIATIONS = ModelSignals.M2M_CHANGED.signal().name();
    private static final String OTHERS =
            ModelSignals.COLLECTION_CHANGED.signal().name();

    private final List<Attribute> attributes;

    /**
     * One collection attribute.
     *
     * @param declaring the entity class that declares it, or inherits it from a mapped superclass
     * @param name its name, with dots inside embeddables
     * @param association true if it is an association with rows in a table of its own, apart from {@code mappedBy}
     * @param mappedBy the attribute on the other side that owns it; null if it owns its rows itself
     * @param element the name of the class of the elements
     */
    record Attribute(
            Class<?> declaring,
            String name,
            boolean association,
            @Nullable String mappedBy,
            String element) {

        private String signal() {
            return mappedBy != null || association ? ASSOCIATIONS : OTHERS;
        }

        private boolean isOf(String signal) {
            return signal.equals(signal());
        }
    }

    CollectionAttributes(Collection<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
    }

    /** Returns why a receiver of entities can never be called; null if it can. */
    @Nullable
    String fault(Connection connection, List<Class<?>> entities) {
        if (!connection.signal().equals(ASSOCIATIONS) && !connection.signal().equals(OTHERS)) {
            return null;
        }
        String wanted = connection
                .part()
                .flatMap(part -> ((CollectionPart) part).attribute())
                .orElse(null);
        List<Attribute> all = attributes.stream()
                .filter(attribute -> entities.stream().anyMatch(attribute.declaring::isAssignableFrom))
                .toList();
        boolean matches = all.stream()
                .anyMatch(attribute -> attribute.isOf(connection.signal()) && attribute.name.equals(wanted));
        // A registry may connect every entity, with collections or without.
        return wanted == null || matches ? null : fault(connection.signal(), wanted, all);
    }

    private static String fault(String signal, String wanted, List<Attribute> all) {
        Optional<Attribute> other =
                all.stream().filter(attribute -> attribute.name.equals(wanted)).findFirst();
        if (other.isPresent() && other.get().mappedBy != null) {
            Attribute inverse = other.get();
            return "its rows are written by the other side, " + inverse.element + "." + inverse.mappedBy
                    + "; connect to " + ASSOCIATIONS;
        }
        if (other.isPresent()) {
            return "that is "
                    + (signal.equals(OTHERS)
                            ? "an association with a table of its own"
                            : "no association with a table of its own")
                    + "; connect to " + other.get().signal();
        }
        String candidates = all.stream()
                .filter(attribute -> attribute.isOf(signal))
                .map(Attribute::name)
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        return "there is no attribute \"" + wanted + "\" that " + signal + " is about; "
                + (candidates.isEmpty() ? "the entity has none" : "there are " + candidates);
    }
}
