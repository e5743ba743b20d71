package dev.signals.hibernate.event;

import java.util.List;

/**
 * The net change that a transaction made to one collection of an entity, see {@link Changed#collections}. Immutable.
 *
 * <p>An element that the transaction has added and removed again, or removed and added again, is in neither list. The order of
 * a collection does not count. Entities are represented by identifiers and are not loaded.
 *
 * <p>Django has no counterpart.
 */
public interface CollectionDifference {

    /** Returns the name of the collection's attribute; with dots inside an embeddable, as in {@code address.phones}. */
    String attribute();

    /**
     * Returns the added elements, unmodifiable. Of an association these are the identifiers, each once; for {@code @ManyToAny}
     * a {@code Map.Entry} of entity name and identifier. Of an element collection these are the values, each as often as it was
     * added, or {@code Map.Entry} objects if it is a map. The values are copies.
     */
    List<Object> added();

    /** Returns the removed elements, of the same kind as {@link #added}. */
    List<Object> removed();

    /**
     * Returns whether {@link #removed} has everything that was removed. It has not if a collection that was not loaded was
     * replaced, set to null or deleted with its owner. Then {@link #added} has all elements of the new collection.
     */
    boolean removedKnown();
}
