package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.MappingParts;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Hibernate's dirty check of a collection ({@code CollectionEntry.preFlush}), made before the flush. */
public final class CollectionCheck {

    private CollectionCheck() {}

    /** Returns whether the flush will find a collection changed. For mutable elements only the snapshot shows that. */
    static boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        return collection.isDirty() || (isCompared(collection, entry) && !equalsSnapshot(collection, entry, session));
    }

    private static boolean equalsSnapshot(
            PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        CollectionPersister persister = Objects.requireNonNull(entry.getLoadedPersister());
        if (BagComparison.isFor(collection, persister)) {
            return BagComparison.isUnchanged(collection, persister);
        }
        return ElementComparison.isFor(collection, persister)
                ? ElementComparison.isUnchanged(collection, persister, session)
                : collection.equalsSnapshot(persister);
    }

    /**
     * Returns whether a flush would write anything other than the present content of the rows. Use it where Hibernate itself
     * is not about to compare: no {@code equals} of an entity is called, because that would load a proxy.
     */
    static boolean isContentChanged(PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        return collection.isDirty()
                || (isCompared(collection, entry)
                        && !CollectionContent.of(collection, entry, session)
                                .equals(CollectionContent.ofRows(collection, entry, session)));
    }

    /** Returns whether Hibernate compares a collection with its snapshot even if it is not marked as changed. */
    private static boolean isCompared(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister != null
                && collection.wasInitialized()
                && hasSnapshot(entry, persister)
                && (collection.isDirectlyAccessible()
                        || HibernateAdapter.elementType(persister).isMutable());
    }

    /**
     * Returns the content of the rows of an initialized collection: its snapshot, or the collection itself if Hibernate
     * keeps no snapshot because nothing in it can change.
     */
    public static @Nullable Object rows(PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister == null || hasSnapshot(entry, persister) ? entry.getSnapshot() : collection;
    }

    private static boolean hasSnapshot(CollectionEntry entry, CollectionPersister persister) {
        return persister.isMutable() && !MappingParts.isReadOnly(entry);
    }
}
