package dev.signals.hibernate.event;

import org.jspecify.annotations.Nullable;

/**
 * The change of one attribute.
 *
 * <p>The value of a to-one association is the identifier of the other entity, which is not loaded. It is null if there
 * is no other entity, or if the other entity is new and has no identifier yet. The value of an {@code @Any} is a {@code
 * Map.Entry} of entity name and identifier. Values are the objects of the entity, not copies: do not change them.
 */
public interface Change {

    /** Returns the name of the attribute; a path with dots if it is part of an embeddable. */
    String attribute();

    /** Returns the old value; null also if it is not known. */
    @Nullable
    Object oldValue();

    /** Returns the new value. */
    @Nullable
    Object newValue();

    /**
     * Returns whether the old value is known. It is unknown if the attribute is lazy and was set without having been
     * loaded.
     */
    boolean isOldValueKnown();
}
