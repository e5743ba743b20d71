package dev.signals.hibernate.event;

import java.util.Collection;
import java.util.Set;

/**
 * Elements are added to, or removed from, an association whose rows are in a table of their own: {@code @ManyToMany}, and
 * {@code @OneToMany} with a join table.
 *
 * <p>A flush announces the difference by key between what the rows say and what the collection holds: one {@code pre_remove}
 * and one {@code pre_add} before it, one {@code post_remove} and one {@code post_add} after it, and nothing where there is no
 * difference, whatever Hibernate deletes and inserts to get there. What receivers add or remove before the flush is announced
 * by further pre events, with only that. An exception in a pre action keeps the flush from beginning.
 *
 * <p>A bidirectional association has one event, told by the side that owns the join table; the other side, marked {@code
 * mappedBy}, writes no rows. An element that occurs twice in a bag is in {@link #pks} once.
 *
 * <p>Mirrors {@code django.db.models.signals.m2m_changed}. Different on purpose: {@code pks} cannot be changed, an addition of
 * what is there already is silent, and the deletion of an owner is announced.
 *
 * @param <T> the class of the owning entity
 */
public interface M2mChanged<T> extends CollectionEvent<T> {

    /** What happens. */
    M2mAction action();

    /**
     * The identifiers of the elements, in the order of the collection, unmodifiable; Django's {@code pk_set}. Empty if they are
     * not known, see {@link #pksKnown}.
     */
    Set<Object> pks();

    /**
     * Does what {@link #pks()} does, with the type of the identifiers.
     *
     * @throws ClassCastException if one of them has another type
     */
    <K> Set<K> pks(Class<K> type);

    /**
     * Whether the elements are known. They are not, and the action is a clear, if a collection that nobody has loaded is
     * replaced, set to null or deleted with its owner: Hibernate deletes the rows without reading them. {@link
     * dev.signals.hibernate.ModelSignals#loadingKeys} reads their keys first.
     */
    boolean pksKnown();

    /** The elements themselves as the collection holds them, unmodifiable; proxies are not initialized. Empty if not known. */
    Collection<Object> elements();

    /** The class of the far side, the declared one; {@code Object} for {@code @ManyToAny}. */
    Class<?> model();

    /** Whether the instance stands on the side that does not own the join table. Always false, as only the owner writes. */
    boolean reverse();
}
