package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** The changes of collections that have been announced before the flush, and the changes that a flush has written. */
public final class CollectionChanges {

    private final IdentityHashMap<Object, Map<String, AnnouncedElements>> announced = new IdentityHashMap<>();
    private final Map<InverseChanges.Key, AnnouncedElements> announcedInverse = new HashMap<>();
    private final Map<Place, CollectionChange> written = new LinkedHashMap<>();
    private final IdentityHashMap<Object, Integer> deletions = new IdentityHashMap<>();
    private final Map<EntityEntry, Set<String>> withoutRows = new WeakHashMap<>();

    /**
     * One collection of one entity. Owners are compared by identity.
     *
     * @param deletions how often the row of the owner has been deleted before
     */
    private record Place(Object owner, CollectionPersister persister, int deletions) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && place.owner == owner
                    && place.persister == persister
                    && place.deletions == deletions;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(owner) * 31 + persister.hashCode();
        }
    }

    /** Returns what has been announced of a collection and is not written yet. */
    public AnnouncedElements announced(Object owner, OwnedCollection collection) {
        return announced
                .computeIfAbsent(owner, key -> new HashMap<>())
                .computeIfAbsent(collection.persister().getRole(), key -> new AnnouncedElements());
    }

    /** Returns what has been announced to the other side and is not written yet. */
    public AnnouncedElements announced(InverseChanges.Key key) {
        return announcedInverse.computeIfAbsent(key, any -> new AnnouncedElements());
    }

    /**
     * Records what a flush writes.
     *
     * @return everything that has been written of this collection and not announced, since the row of the owner was deleted
     */
    public CollectionChange written(CollectionChange change) {
        Place place = place(change);
        CollectionChange known = written.get(place);
        if (known != null && known.ownerDeleted() && !change.ownerDeleted()) { // also if nobody is told of the deletion
            deleted(change.owner());
            place = place(change);
        }
        return written.merge(place, change, CollectionChange::and);
    }

    private Place place(CollectionChange change) {
        int before = deletions.isEmpty() ? 0 : deletions.getOrDefault(change.owner(), 0);
        return new Place(change.owner(), change.collection().persister(), before);
    }

    /** Records that a flush has deleted the row of an owner, behind what it has written of collections. */
    void deleted(Object owner) {
        if (!written.isEmpty()) {
            deletions.merge(owner, 1, Integer::sum);
        }
    }

    /**
     * Records whether a collection has rows now. For an enhanced entity, Hibernate forgets that it has deleted the rows, and
     * deletes them once more when the collection is set again. If the owner is read again, it has a new entry.
     */
    public void recordRows(EntityEntry owner, OwnedCollection collection, boolean any) {
        String role = collection.persister().getRole();
        if (!any) {
            withoutRows.computeIfAbsent(owner, key -> new HashSet<>()).add(role);
        } else if (withoutRows.containsKey(owner)) {
            withoutRows.get(owner).remove(role);
        }
    }

    /** Returns whether a collection is known to have no rows. */
    public boolean isWithoutRows(EntityEntry owner, OwnedCollection collection) {
        return withoutRows
                .getOrDefault(owner, Set.of())
                .contains(collection.persister().getRole());
    }

    boolean isAnyWritten() {
        return !written.isEmpty();
    }

    int writtenCount() {
        return written.size();
    }

    /** The written changes, oldest first. */
    List<CollectionChange> written() {
        return List.copyOf(written.values());
    }

    /** Returns the written changes, oldest first, and forgets them. */
    List<CollectionChange> takeWritten() {
        List<CollectionChange> taken = List.copyOf(written.values());
        forgetWritten();
        return taken;
    }

    void forgetAnnounced() {
        announced.clear();
        announcedInverse.clear();
    }

    void forgetWritten() {
        written.clear();
        deletions.clear();
    }
}
