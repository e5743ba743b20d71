package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.ConnectionRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule for connections that also finds entities by name. */
public interface EntityRule extends ConnectionRule {

    /** Returns what is wrong with a sender that is no class; null if it is one, or any. Entities are sent with their class. */
    static @Nullable String faultOfObject(Connection connection) {
        return connection
                        .senderObject()
                        .filter(sender -> !(sender instanceof Class<?>))
                        .isPresent()
                ? "entities are sent with their class; give the entity class, or connect to the ModelSignal, which"
                        + " takes the name of an entity"
                : null;
    }

    /** Returns the entity with a name, in Hibernate or in Jakarta Persistence; null if it is not known here. */
    @Nullable
    NamedEntity find(String entityName);

    /**
     * Returns whether a receiver may be about an entity; true if the entities are not known here.
     *
     * @param sender the name of an entity; or a class, of an entity or of what entities extend or implement
     */
    default boolean concerns(Object sender) {
        return true;
    }

    /**
     * Returns the types that the values of an attribute have in the changes of entities; none if they are not known here.
     *
     * @param sender the class of the entities; null for any
     * @param subtypes whether subtypes are included
     * @param entityName the name of the entity; null if it is not named
     */
    default Set<Class<?>> typesOf(
            String attribute, @Nullable Class<?> sender, boolean subtypes, @Nullable String entityName) {
        return Set.of();
    }

    /**
     * An entity that was found by a name.
     *
     * @param type the class that its events are sent with
     * @param names its names: first the one in Hibernate, then the one in Jakarta Persistence
     * @param isAlone true if no other entity has this class, so that the class identifies the entity
     */
    record NamedEntity(Class<?> type, List<String> names, boolean isAlone) {}
}
