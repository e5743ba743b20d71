package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection that a flush is going to write, or has written.
 *
 * @param owner the entity that owns the collection
 * @param ownerId the identifier of the owner; null while it has none
 * @param persister the persister of the owner
 * @param collection the mapping of the collection
 * @param before the elements in the rows before the flush; null if they have not been loaded
 * @param after the elements that the collection holds
 * @param whole whether all rows are deleted, including rows that have not been loaded because a filter hides them
 * @param ownerDeleted whether the owner is deleted
 * @param mode the mode in which it was written
 */
public record CollectionChange(
        Object owner,
        @Nullable Object ownerId,
        EntityPersister persister,
        OwnedCollection collection,
        @Nullable List<Element> before,
        List<Element> after,
        boolean whole,
        boolean ownerDeleted,
        WriteMode mode) {

    /** Returns the difference between before and after. If the rows have not been loaded, everything counts as added. */
    public ElementDifference difference() {
        return ElementDifference.between(before == null ? List.of() : before, after);
    }

    /** Returns the elements that were there only before, and those that are there only after. */
    public ElementDifference differenceOfPresence() {
        return ElementDifference.ofPresence(before == null ? List.of() : before, after);
    }

    /** Returns this change with the elements of the rows; null if they are not known. */
    public CollectionChange withBefore(@Nullable List<Element> read) {
        return new CollectionChange(owner, ownerId, persister, collection, read, after, whole, ownerDeleted, mode);
    }

    /** Combines this change with a later one of the same collection: a replaced collection is removed and written anew. */
    CollectionChange and(CollectionChange later) {
        return new CollectionChange(
                owner,
                later.ownerId,
                persister,
                collection,
                before,
                later.after,
                whole || later.whole,
                ownerDeleted || later.ownerDeleted,
                mode.and(later.mode));
    }
}
