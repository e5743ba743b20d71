package dev.signals.hibernate.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes a save changes, with their old and new values. Unmodifiable, in the order in which Hibernate keeps the
 * attributes.
 *
 * <p>An attribute is named as in the entity class, one of an embeddable by its path: {@code address.city}. Of an entity that
 * is new, every attribute that has a value is a change from null. An attribute has changed if the row holds something else for it:
 * as Hibernate compares values of its type, and if that says they differ, by what is written. What is not a change of the row is
 * left out: collections, the far side of a one-to-one association, attributes that are not written, as an association with
 * {@code @MapsId}, and the version. A deletion tells the same attributes as a creation.
 *
 * <p>Django has no counterpart: {@code update_fields} names what the caller asked to be written, changed or not.
 */
public interface Changes extends Iterable<Change> {

    /**
     * Whether Hibernate knows the old state. It does not where the entity was not loaded before it was written: in a
     * stateless session, and by {@code replicate} over a row that exists. There are no changes to be seen then.
     */
    boolean isKnown();

    /** Whether there is no change, or none that is known. */
    boolean isEmpty();

    /** Whether this attribute has changed, or any in this embeddable. */
    boolean contains(String attribute);

    /** The change of this attribute; null if it has not changed, or is an embeddable, whose parts change one by one. */
    @Nullable
    Change get(String attribute);

    /** The names of the changed attributes. */
    Set<String> attributes();
}
