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

/** What receivers have been told of collections before the flush, and what a flush has written of them. */
public final class CollectionChanges {

    private final IdentityHashMap<Object, Map<String, AnnouncedElements>> announced = new IdentityHashMap<>();
    private final Map<Place, CollectionChange> written = new LinkedHashMap<>();
    private final Map<EntityEntry, Set<String>> withoutRows = new WeakHashMap<>();

    /** Which collection of which entity. */
    private record Place(Object owner, CollectionPersister persister) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && place.owner == owner && place.persister == persister;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(owner) * 31 + persister.hashCode();
        }
    }

    /** What has been announced of a collection and is not written yet. */
    public AnnouncedElements announced(Object owner, OwnedCollection collection) {
        return announced
                .computeIfAbsent(owner, key -> new HashMap<>())
                .computeIfAbsent(collection.persister().getRole(), key -> new AnnouncedElements());
    }

    /**
     * Notes what a flush writes.
     *
     * @return all it has written of this collection
     */
    public CollectionChange written(CollectionChange change) {
        Place place = new Place(change.owner(), change.collection().persister());
        return written.merge(place, change, CollectionChange::and);
    }

    /**
     * Notes whether a collection has rows now. Of an enhanced entity Hibernate forgets that it has deleted them, and does so once
     * more when the collection is set again; the entry of the owner is replaced when it is read anew.
     */
    public void noteRows(EntityEntry owner, OwnedCollection collection, boolean any) {
        String role = collection.persister().getRole();
        if (!any) {
            withoutRows.computeIfAbsent(owner, key -> new HashSet<>()).add(role);
        } else if (withoutRows.containsKey(owner)) {
            withoutRows.get(owner).remove(role);
        }
    }

    /** Whether it is known that a collection has no rows. */
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

    /** What was written, oldest first. */
    List<CollectionChange> written() {
        return List.copyOf(written.values());
    }

    /** Hands over what was written, oldest first, and forgets it. */
    List<CollectionChange> takeWritten() {
        List<CollectionChange> taken = List.copyOf(written.values());
        written.clear();
        return taken;
    }

    void forgetAnnounced() {
        announced.clear();
    }

    void forgetWritten() {
        written.clear();
    }
}
