package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Hibernate's dirty check of a collection, made before the flush ({@code CollectionEntry.preFlush}). */
public final class CollectionCheck {

    private CollectionCheck() {}

    /** Whether the flush will find a collection changed, which for mutable elements only the snapshot tells. */
    static boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry) {
        return collection.isDirty()
                || (isCompared(collection, entry) && !collection.equalsSnapshot(entry.getLoadedPersister()));
    }

    /**
     * Whether a flush would write something else than what the rows hold. Where Hibernate is not about to compare anyway this asks
     * no entity whether it equals another, as a proxy would be loaded for that.
     */
    static boolean isContentChanged(PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        return collection.isDirty()
                || (isCompared(collection, entry)
                        && !CollectionContent.of(collection, entry, session)
                                .equals(CollectionContent.ofRows(collection, entry, session)));
    }

    /** Whether Hibernate compares a collection with its snapshot, though it is not marked as changed. */
    private static boolean isCompared(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister != null
                && collection.wasInitialized()
                && hasSnapshot(entry, persister)
                && (collection.isDirectlyAccessible()
                        || HibernateAdapter.elementType(persister).isMutable());
    }

    /** What the rows of an initialized collection hold: it itself, if nothing in it can change and Hibernate keeps no snapshot. */
    public static @Nullable Object rows(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister == null || hasSnapshot(entry, persister) ? entry.getSnapshot() : collection;
    }

    private static boolean hasSnapshot(CollectionEntry entry, CollectionPersister persister) {
        return persister.isMutable() && !HibernateAdapter.isReadOnly(entry);
    }
}
