package dev.signals.hibernate.event;

import java.util.List;

/**
 * The event of a flush that has changed the rows of a collection without an association table: an {@code @ElementCollection}, or
 * a {@code @OneToMany} with a {@code @JoinColumn}.
 *
 * <p>Sent once for each collection and flush, after the flush, with the difference between the rows before and after. A change of
 * order is no difference. A {@code @OneToMany} with {@code mappedBy} writes no rows; its changes are saves of its elements.
 *
 * <p>Django has no counterpart.
 *
 * @param <T> the class of the owning entity
 */
public interface CollectionChanged<T> extends CollectionEvent<T> {

    /**
     * Returns the added elements, unmodifiable, in the order of the collection: the values of an element collection,
     * {@code Map.Entry} objects if it is a map, and the identifiers of the elements of a {@code @OneToMany}.
     */
    List<Object> added();

    /** Returns the removed elements, of the same kind as {@link #added}. */
    List<Object> removed();

    /**
     * Returns whether {@link #removed} is known. It is unknown, and empty, if a collection that was not loaded was
     * replaced, set to null or deleted with its owner.
     */
    boolean removedKnown();
}
