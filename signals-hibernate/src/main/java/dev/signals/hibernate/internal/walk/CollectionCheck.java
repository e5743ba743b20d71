package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Hibernate's dirty check of a collection, made before the flush ({@code CollectionEntry.preFlush}). */
public final class CollectionCheck {

    private CollectionCheck() {}

    /** Whether the flush will find a collection changed, which for mutable elements only the snapshot tells. */
    static boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return collection.isDirty()
                || (persister != null
                        && collection.wasInitialized()
                        && hasSnapshot(entry, persister)
                        && (collection.isDirectlyAccessible()
                                || HibernateAdapter.elementType(persister).isMutable())
                        && !collection.equalsSnapshot(persister));
    }

    /** What the rows of an initialized collection hold: it itself, if nothing in it can change and Hibernate keeps no snapshot. */
    public static @Nullable Object rows(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister == null || hasSnapshot(entry, persister) ? entry.getSnapshot() : collection;
    }

    private static boolean hasSnapshot(CollectionEntry entry, CollectionPersister persister) {
        return persister.isMutable() && !entry.isReadOnly();
    }
}
