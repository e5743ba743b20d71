package dev.signals.hibernate.internal.state;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of a collection.
 *
 * @param key the object by which it is compared
 * @param id the identifier of an entity, the value itself, or a {@code Map.Entry} of a map
 * @param value the object that the collection holds, possibly a proxy
 */
public record Element(Object key, Object id, Object value) {

    /** Makes the element of a new entity without an identifier, which equals only itself. */
    static Element unsaved(Object entity) {
        return new Element(new Unsaved(entity), entity, entity);
    }

    /** Returns whether the element has an identifier. */
    public boolean isSaved() {
        return !(key instanceof Unsaved);
    }

    /**
     * Returns the key that the element had while it had no identifier, if {@code keys} contains it, otherwise its present
     * key.
     */
    public Object keyAmong(Set<Object> keys) {
        Object unsaved = new Unsaved(value);
        return keys.contains(unsaved) ? unsaved : key;
    }

    private record Unsaved(Object entity) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unsaved unsaved && unsaved.entity == entity;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(entity);
        }
    }
}
