package dev.signals.hibernate.event;

import java.util.List;

/**
 * A flush has changed the rows of a collection that is no association with a table of its own: an
 * {@code @ElementCollection}, or a {@code @OneToMany} with a {@code @JoinColumn}.
 *
 * <p>Sent once for each collection and flush, after it, with the difference between the rows before and after. A reordering is
 * no difference. A {@code @OneToMany} with {@code mappedBy} writes no rows; its changes are saves of its elements.
 *
 * <p>Django has no counterpart.
 *
 * @param <T> the class of the owning entity
 */
public interface CollectionChanged<T> extends CollectionEvent<T> {

    /**
     * What was added, unmodifiable, in the order of the collection: the values of an element collection, {@code Map.Entry} objects
     * if it is a map, and the identifiers of the elements of a {@code @OneToMany}.
     */
    List<Object> added();

    /** What was removed, of the same kind. */
    List<Object> removed();

    /**
     * Whether {@link #removed} is known. It is not, and empty, if a collection that nobody has loaded was replaced, set to null or
     * deleted with its owner.
     */
    boolean removedKnown();
}
