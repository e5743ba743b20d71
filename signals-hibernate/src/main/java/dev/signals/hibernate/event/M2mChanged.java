package dev.signals.hibernate.event;

import java.util.Collection;
import java.util.Set;

/**
 * The event of elements that are added to, or removed from, an association with a table of its own: {@code
 * @ManyToMany}, or {@code @OneToMany} with a join table.
 *
 * <p>The events of a flush are the difference by key between the rows and the collection: one {@code pre_remove} and
 * one {@code pre_add} before the flush, one {@code post_remove} and one {@code post_add} after it. Without a difference
 * nothing is sent, whatever rows Hibernate deletes and inserts. Elements that receivers add or remove before the flush
 * are announced by further pre events, which contain only these elements. An exception in a pre action prevents the
 * flush.
 *
 * <p>A bidirectional association has one event, from the side that owns the join table; the other side, marked {@code
 * mappedBy}, writes no rows. An element that occurs twice in a bag is in {@link #pks} once.
 *
 * <p>Mirrors {@code django.db.models.signals.m2m_changed}. Different on purpose: {@code pks} cannot be changed, adding
 * an element that is already there sends nothing, and the deletion of an owner is announced.
 *
 * @param <T> the class of the owning entity
 */
public interface M2mChanged<T> extends CollectionEvent<T> {

    /** Returns the action. */
    M2mAction action();

    /**
     * Returns the identifiers of the elements, in the order of the collection, unmodifiable; Django's {@code pk_set}.
     * Empty if they are not known, see {@link #pksKnown}.
     */
    Set<Object> pks();

    /**
     * Returns {@link #pks()} with the type of the identifiers.
     *
     * @throws ClassCastException if an identifier has another type
     */
    <K> Set<K> pks(Class<K> type);

    /**
     * Returns whether the elements are known. They are unknown, and the action is a clear, if a collection that was not
     * loaded is replaced, set to null or deleted with its owner: Hibernate deletes the rows without reading them.
     * {@link dev.signals.hibernate.ModelSignals#loadingKeys} reads their keys first.
     */
    boolean pksKnown();

    /**
     * Returns the elements as the collection holds them, unmodifiable. Proxies are not initialized. Empty if the
     * elements are not known.
     */
    Collection<Object> elements();

    /** Returns the declared class of the elements; {@code Object} for {@code @ManyToAny}. */
    Class<?> model();

    /**
     * Returns whether the instance is on the side that does not own the join table. Always false, because only the
     * owner writes.
     */
    boolean reverse();
}
