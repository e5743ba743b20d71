package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.Elements;
import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * An inspection of the collections of one managed or deleted entity before the flush. It compares what the rows hold now
 * with what the flush will write.
 */
final class CollectionInspection {

    private final EventSource session;
    private final Object owner;
    private final EntityEntry entry;
    private final EntityPersister persister;
    private final boolean deleted;

    /**
     * @param deleted whether the flush deletes the owner
     */
    CollectionInspection(EventSource session, Object owner, EntityEntry entry, boolean deleted) {
        this.deleted = deleted;
        this.session = session;
        this.owner = owner;
        this.entry = entry;
        this.persister = entry.getPersister();
    }

    /**
     * Returns the change that the flush will write for this collection, as far as it can be known.
     *
     * @return null if the flush will write nothing
     */
    @Nullable
    CollectionChange at(OwnedCollection collection) {
        Object value = wrapped(collection.value(persister, owner, session));
        if (deleted) {
            return entry.isExistsInDatabase()
                    ? change(collection, before(collection, ofTheRows(collection, value)), List.of(), true)
                    : null;
        }
        if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return null;
        }
        Elements elements = new Elements(collection, session);
        if (value instanceof PersistentCollection<?> held && isTheOneOfTheRows(collection, held)) {
            CollectionEntry known = session.getPersistenceContextInternal().getCollectionEntry(held);
            return held.wasInitialized() && CollectionCheck.isDirty(held, known, session)
                    ? change(collection, before(collection, value), elements.of(held), isCleared(collection, held))
                    : null;
        }
        if (value instanceof PersistentCollection<?> held && !held.wasInitialized()) {
            return null; // It belongs to another owner or is detached: Hibernate decides what to do with it.
        }
        return change(collection, before(collection, loaded(collection)), elements.of(value), true);
    }

    private boolean isCleared(OwnedCollection collection, PersistentCollection<?> held) {
        return held.empty() && collection.isClearedAsAWhole(session);
    }

    private @Nullable CollectionChange change(
            OwnedCollection collection, @Nullable List<Element> before, List<Element> after, boolean whole) {
        return before != null && before.isEmpty() && after.isEmpty()
                ? null
                : new CollectionChange(
                        owner, entry.getId(), persister, collection, before, after, whole, deleted, WriteMode.NORMAL);
    }

    /**
     * Returns the content of the rows.
     *
     * @param held the collection that was loaded from the rows, or something else if there are none
     * @return null if the rows have not been loaded
     */
    private @Nullable List<Element> before(OwnedCollection collection, @Nullable Object held) {
        if (held == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return null;
        }
        if (!(held instanceof PersistentCollection<?> loaded) || !isTheOneOfTheRows(collection, loaded)) {
            return List.of();
        }
        CollectionEntry known = session.getPersistenceContextInternal().getCollectionEntry(loaded);
        return loaded.wasInitialized()
                ? new Elements(collection, session).of(CollectionCheck.rows(loaded, known))
                : null;
    }

    /**
     * Returns whether Hibernate has loaded or written this collection for this owner. The key decides: after a flush that
     * was thrown away, a collection may name this owner although another entity owns it.
     */
    private boolean isTheOneOfTheRows(OwnedCollection collection, PersistentCollection<?> held) {
        return collection.isThatOf(
                owner, session.getPersistenceContextInternal().getCollectionEntry(held), session);
    }

    /** Returns the value of the attribute that belongs to the rows: the present value, or the one before it was replaced. */
    private @Nullable Object ofTheRows(OwnedCollection collection, @Nullable Object value) {
        boolean isKept = value == LazyPropertyInitializer.UNFETCHED_PROPERTY
                || (value instanceof PersistentCollection<?> held && isTheOneOfTheRows(collection, held));
        return isKept ? value : loaded(collection);
    }

    /**
     * Returns the value of the attribute when the entity was loaded or last written. The loaded state comes second, because
     * Hibernate does not update it when a collection of an enhanced entity is replaced.
     */
    private @Nullable Object loaded(OwnedCollection collection) {
        Object key = collection.key(owner, session);
        PersistentCollection<?> known = key == null
                ? null
                : session.getPersistenceContextInternal().getCollection(new CollectionKey(collection.persister(), key));
        return known != null && isTheOneOfTheRows(collection, known) ? known : fromLoadedState(collection);
    }

    private @Nullable Object fromLoadedState(OwnedCollection collection) {
        Object[] state = entry.getLoadedState();
        int[] path = collection.path();
        Object value = state == null ? null : state[path[0]];
        Type type = persister.getPropertyTypes()[path[0]];
        for (int i = 1; i < path.length && value != null; i++) {
            CompositeType component = (CompositeType) type;
            value = component.getPropertyValue(value, path[i], session);
            type = component.getSubtypes()[path[i]];
        }
        return wrapped(value);
    }

    /** Returns the wrapper of an array, which Hibernate keeps apart from the array. Any other value is returned as it is. */
    private @Nullable Object wrapped(@Nullable Object value) {
        PersistentCollection<?> holder = value != null && value.getClass().isArray()
                ? session.getPersistenceContextInternal().getCollectionHolder(value)
                : null;
        return holder == null ? value : holder;
    }
}
