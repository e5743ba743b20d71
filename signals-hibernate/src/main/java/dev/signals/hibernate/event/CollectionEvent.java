package dev.signals.hibernate.event;

/**
 * An event about a collection of an entity. The instance is the entity that has the collection, and its class is the sender.
 *
 * @param <T> the entity class
 */
public interface CollectionEvent<T> extends ModelEvent<T> {

    /**
     * Returns the name of the collection's attribute; with dots inside an embeddable, as in {@code address.phones}.
     */
    String attribute();

    /** Returns Hibernate's name of the collection: the entity that declares the attribute, a dot and the attribute. */
    String role();

    /**
     * Returns whether the collection changes because its owner is deleted; with {@link M2mChanged#reverse}, whether all that is
     * removed is deleted.
     */
    boolean ownerDeleted();
}
