package dev.signals.hibernate.event;

import org.jspecify.annotations.Nullable;

/**
 * The change of one attribute.
 *
 * <p>The value of a to-one association is the identifier of the other entity, which is not loaded for it; null if there is
 * none, or if the other entity is new and has none yet. The value of an {@code @Any} is a {@code Map.Entry} of entity name and
 * identifier. Values are those of the entity, not copies: do not change them.
 */
public interface Change {

    /** The name of the attribute; a path with dots if it is part of an embeddable. */
    String attribute();

    /** The value before; null too if it is not known. */
    @Nullable
    Object oldValue();

    /** The value now. */
    @Nullable
    Object newValue();

    /** Whether the old value is known; it is not if the attribute is lazy and was set without having been loaded. */
    boolean isOldValueKnown();
}
