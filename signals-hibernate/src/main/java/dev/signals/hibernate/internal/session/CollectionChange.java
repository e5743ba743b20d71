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
 * @param owner the entity that owns it
 * @param ownerId the identifier of the owner; null while it has none
 * @param persister the persister of the owner
 * @param collection which collection it is
 * @param before what the rows say, or said; null if nobody has loaded it
 * @param after what the collection holds
 * @param whole whether all rows are deleted, those included that have not been loaded as a filter hides them
 * @param ownerDeleted whether the owner is deleted
 * @param mode how it was written
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

    /** The difference; from nothing, if nobody has loaded what the rows say. */
    public ElementDifference difference() {
        return ElementDifference.between(before == null ? List.of() : before, after);
    }

    /** The same with what the rows say; null if that is not known. */
    public CollectionChange withBefore(@Nullable List<Element> read) {
        return new CollectionChange(owner, ownerId, persister, collection, read, after, whole, ownerDeleted, mode);
    }

    /** This change and a later one of the same collection as one: a replaced collection is removed and written anew. */
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
