package dev.signals.hibernate.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a save changes, with their old and new values. Unmodifiable, in the order in which Hibernate
 * keeps the attributes.
 *
 * <p>An attribute is named as in the entity class; an attribute of an embeddable is named by its path: {@code
 * address.city}. For a new entity, every attribute with a value counts as changed from null. An attribute has changed
 * if its value in the row changes: Hibernate compares the values by their type, and if they differ, the written values
 * are compared. The changes do not include collections, the inverse side of a one-to-one association, attributes that
 * are not written, for example an association with {@code @MapsId}, and the version. The changes of a deletion name the
 * same attributes as the changes of a creation.
 *
 * <p>Django has no counterpart: {@code update_fields} names the fields that the caller asked to write, changed or not.
 */
public interface Changes extends Iterable<Change> {

    /**
     * Returns whether the old state is known. It is not if the entity was not loaded before it was written: in a
     * stateless session, and by {@code replicate} over an existing row. There are no changes then.
     */
    boolean isKnown();

    /** Returns whether there is no change, or none that is known. */
    boolean isEmpty();

    /** Returns whether this attribute has changed, or any attribute in this embeddable. */
    boolean contains(String attribute);

    /**
     * Returns the change of this attribute; null if it has not changed. The change of an embeddable, named by its attribute
     * or path, has its whole old and new value: the objects of the entity, with the entities that they refer to. All other
     * methods name the parts of an embeddable only, unless it has become one of another class.
     */
    @Nullable
    Change get(String attribute);

    /**
     * Returns the names of the changed attributes, those of the parts for an embeddable. An embeddable with subclasses that
     * becomes one of another class is named itself too.
     */
    Set<String> attributes();
}
