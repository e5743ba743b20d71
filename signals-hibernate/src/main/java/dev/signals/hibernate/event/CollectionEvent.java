package dev.signals.hibernate.event;

/**
 * What the signals about a collection of an entity tell. The instance is the entity that owns the collection, and is what
 * the signal is sent for.
 *
 * @param <T> the entity class
 */
public interface CollectionEvent<T> extends ModelEvent<T> {

    /** The name of the collection's attribute; with dots inside an embeddable, as in {@code address.phones}. */
    String attribute();

    /** Hibernate's name of the collection: the entity that declares the attribute, a dot and the attribute. */
    String role();

    /** Whether this happens because the owner is deleted. */
    boolean ownerDeleted();
}
