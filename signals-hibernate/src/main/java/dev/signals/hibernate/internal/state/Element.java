package dev.signals.hibernate.internal.state;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of a collection.
 *
 * @param key what it is compared by
 * @param id the identifier of an entity; of a value the value itself, of an entry of a map a {@code Map.Entry}
 * @param value what the collection holds, maybe a proxy
 */
public record Element(Object key, Object id, Object value) {

    /** A new entity without an identifier, which is only the same as itself. */
    static Element unsaved(Object entity) {
        return new Element(new Unsaved(entity), entity, entity);
    }

    /** Whether it has an identifier. */
    public boolean isSaved() {
        return !(key instanceof Unsaved);
    }

    /** The key by which it was compared while it had no identifier, if that is one of these; otherwise its own. */
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
