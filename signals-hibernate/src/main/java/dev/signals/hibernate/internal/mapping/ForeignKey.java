package dev.signals.hibernate.internal.mapping;

import org.jspecify.annotations.Nullable;

/**
 * An attribute whose rows refer to the rows of an entity by a foreign key.
 *
 * @param entityName the referring entity
 * @param collection the path of the collection that has the attribute; null if the row of the entity has it
 * @param path the path of the attribute, in the entity or in the elements of the collection; empty if it is the elements
 *     themselves
 * @param target the entity that is referred to
 */
public record ForeignKey(String entityName, @Nullable String collection, String path, String target) {

    /** Returns the path of the attribute in the entity, for messages. */
    public String attribute() {
        return collection == null ? path : path.isEmpty() ? collection : collection + "." + path;
    }
}
