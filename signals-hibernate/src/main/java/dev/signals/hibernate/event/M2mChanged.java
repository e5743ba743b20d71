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
 * <p>A bidirectional association has one event, from the side that owns the join table. The other side, marked {@code
 * mappedBy}, writes no rows, and its collection is not looked at. A receiver that is connected for the attribute of that side
 * gets the same changes, seen from that side: see {@link #reverse}. An element that occurs twice in a bag is in {@link #pks}
 * once.
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
     * Returns whether the elements are known, always true if {@link #reverse} is. They are unknown, and the action is a clear, if a collection that was not
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
     * Returns whether the event is one of the side with {@code mappedBy}. Only receivers that are connected for an
     * attribute of that side get such events: one for each entity of that side and each action of a flush, after the events
     * of the other side. The {@link #pks} are the identifiers of the entities that begin to refer to the instance, or do so
     * no longer, the {@link #model} is their class. Of a {@code @OneToMany} with {@code mappedBy}, these are the elements
     * whose foreign key changes: an element that moves is a removal for its old parent and an addition for the new one. A
     * clear of the other side has no event here, because nobody knows whom it concerns, unless it is connected with {@link
     * dev.signals.hibernate.ModelSignals#loadingKeys}.
     *
     * <p>The {@link #instance} is not loaded for the event. If the session has not loaded it, it is the reference that
     * {@code getReference} returns, and its declared class is the {@link #sender}.
     */
    boolean reverse();
}
