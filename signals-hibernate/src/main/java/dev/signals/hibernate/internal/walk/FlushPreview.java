package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.MappingParts;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A preview of what a flush would write now. Hibernate itself finds that out only by flushing. The preview looks where
 * Hibernate looks and compares as Hibernate compares, but changes nothing.
 */
final class FlushPreview {

    private static final String PURPOSE = "what a flush would write";

    private final EventSource session;
    private final @Nullable Set<String> querySpaces;
    private final Findings findings;
    private final Cascades persists;
    private final Cascades removals;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Boolean> deletions = new HashMap<>();
    private boolean enough;

    /** Receives the findings of a preview. Each method returns whether that finding is enough to stop. */
    interface Findings {

        /**
         * Reports a managed entity whose row would be written.
         *
         * @param state its present state
         */
        boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state);

        /**
         * Reports an object that would be inserted or deleted.
         *
         * @param entityName the declared entity name; null if it is not known
         */
        boolean reached(@Nullable String entityName, Object object);

        /** Reports a collection that would be written as a whole. A getter may return another collection each time. */
        boolean replaced(Object owner, CollectionType attribute, Object collection);

        /** Reports an attribute that has lost its collection or its embeddable. */
        boolean emptied(Object owner, Type attribute);

        /** Reports a collection that would be written. */
        boolean written(PersistentCollection<?> collection, CollectionEntry entry);

        /** Returns the state of a managed entity if the flush would find it changed, otherwise null. */
        @Nullable
        Object @Nullable [] changedState(Object entity, EntityEntry entry);

        /** Returns whether the flush would find a collection changed. */
        boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry);
    }

    /**
     * @param querySpaces the tables that matter; null if all do
     */
    private FlushPreview(EventSource session, @Nullable Set<String> querySpaces, Findings findings) {
        this.session = session;
        this.querySpaces = querySpaces;
        this.findings = findings;
        this.persists = new Cascades(session, CascadingActions.PERSIST_ON_FLUSH);
        this.removals = new Cascades(session, CascadingActions.REMOVE);
    }

    /** Inspects everything that the session holds. */
    static void at(EventSource session, @Nullable Set<String> querySpaces, InspectionGuard guard, Findings findings) {
        FlushPreview look = new FlushPreview(session, querySpaces, findings);
        look.atEntities(guard);
        look.atCollections(guard);
    }

    private void atEntities(InspectionGuard guard) {
        guard.isAnyManaged(session, PURPOSE, (entity, entry) -> {
            if (Entities.isManaged(entry)) {
                atEntity(entity, entry);
            }
            return enough;
        });
    }

    private void atEntity(Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (concernsQuery(persister.getPropertySpaces())) {
            @Nullable
            Object[] changed =
                    isWrittenAsItIs(entity, entry) ? persister.getValues(entity) : findings.changedState(entity, entry);
            enough |= changed != null && findings.changed(entity, entry, changed);
        }
        if (!enough && persister.hasCollections()) {
            atNewCollections(persister, entity, entry);
        }
        if (!enough && persister.hasCascades()) {
            persists.forEachChild(persister, entity, (name, child, link) -> atChild(name, child));
            removals.forEachOrphan(persister, entity, entry, (name, orphan, link) -> atOrphan(orphan));
        }
    }

    /** Returns whether an entity was replicated over a row. Hibernate has not loaded such a row and so cannot compare it. */
    private static boolean isWrittenAsItIs(Object entity, EntityEntry entry) {
        return entry.getStatus() == Status.MANAGED
                && entry.getLoadedState() == null
                && entry.requiresDirtyCheck(entity);
    }

    /** Inspects a child that the flush would cascade to, and insert if it is new. */
    private void atChild(@Nullable String entityName, Object object) {
        Object child = Entities.unproxyIfInitialized(object);
        if (enough
                || child == null
                || session.getPersistenceContextInternal().getEntry(child) != null
                || !seen.add(child)) {
            return;
        }
        if (querySpaces == null) {
            // If it is detached, which is an error, Hibernate reports that.
            enough |= findings.reached(entityName, child);
        }
        EntityPersister persister = session.getEntityPersister(entityName, child);
        if (!enough && Entities.isTransient(persister, child, session)) {
            enough |= querySpaces != null && concernsIfNew(persister, child) && findings.reached(entityName, child);
            persists.forEachChild(persister, child, (name, grandchild, link) -> atChild(name, grandchild));
        }
    }

    /** Inspects an orphan, which the flush would delete. */
    private void atOrphan(Object object) {
        Object orphan = Entities.unproxyIfInitialized(object);
        EntityEntry entry =
                orphan == null ? null : session.getPersistenceContextInternal().getEntry(orphan);
        if (!enough && (entry == null || concernsIfDeleted(entry.getPersister()))) {
            enough = findings.reached(null, object);
        }
    }

    /** Returns whether the query reads a table that the insertion of an entity writes. Hibernate writes empty collections too. */
    private boolean concernsIfNew(EntityPersister persister, Object entity) {
        return concernsQuery(persister.getPropertySpaces())
                || WrittenTables.ofCollections(persister, entity, session).anyMatch(this::concernsQuery);
    }

    /**
     * Returns whether the query may read a table that the deletion of an entity writes, with all that may be deleted along. Which
     * entities these are, is only known when they are loaded.
     */
    private boolean concernsIfDeleted(EntityPersister persister) {
        return querySpaces == null
                || deletions.computeIfAbsent(
                        persister.getEntityName(),
                        name -> WrittenTables.ofDeletion(persister).anyMatch(this::concernsQuery));
    }

    private void atNewCollections(EntityPersister persister, Object entity, EntityEntry entry) {
        @Nullable Object[] loaded = entry.getLoadedState();
        if (loaded == null && entry.getStatus() != Status.READ_ONLY) {
            return;
        }
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length && !enough; i++) {
            if ((types[i].isCollectionType() || types[i].isComponentType())
                    && Cascades.isLoaded(persister, entity, i)) {
                Object current = persister.getValue(entity, i);
                if (loaded != null) {
                    atNewCollections(entity, persister, types[i], current, loaded[i]);
                } else {
                    atReplacedCollections(entity, types[i], current);
                }
            }
        }
    }

    /**
     * Inspects the collections of a read-only entity. Hibernate keeps no loaded state for it. Replacing its collections is
     * an error, which Hibernate reports itself.
     */
    private void atReplacedCollections(Object entity, Type type, @Nullable Object current) {
        if (type instanceof CollectionType attribute) {
            Object held = current != null && current.getClass().isArray()
                    ? session.getPersistenceContextInternal().getCollectionHolder(current)
                    : current;
            boolean kept = held instanceof PersistentCollection<?> collection
                    && session.getPersistenceContextInternal().containsCollection(collection)
                    && !isNew(collection);
            if (!kept) {
                enough = current == null
                        ? findings.emptied(entity, type)
                        : findings.replaced(entity, attribute, current);
            }
        } else if (type instanceof CompositeType component && !type.isAnyType() && current != null) {
            Object[] parts = component.getPropertyValues(current, session);
            for (int i = 0; i < parts.length && !enough; i++) {
                atReplacedCollections(entity, component.getSubtypes()[i], parts[i]);
            }
        }
    }

    /**
     * Inspects collections that the flush would write as a whole: collections of new entities, also inverse ones, and
     * replaced ones. Hibernate counts a replacement as a change of the owner's table, although nothing is written there.
     */
    private void atNewCollections(
            Object entity, EntityPersister owner, Type type, @Nullable Object current, @Nullable Object loaded) {
        if (type instanceof CollectionType collection) {
            if ((current != loaded || isNew(current))
                    && (concernsQuery(persister(collection).getCollectionSpaces())
                            || (current != loaded && concernsQuery(owner.getPropertySpaces()))
                            || incrementsVersion(owner))) {
                enough = current == null
                        ? findings.emptied(entity, type)
                        : findings.replaced(entity, collection, current);
            }
        } else if (type instanceof CompositeType component && !type.isAnyType() && current != loaded) {
            if (querySpaces == null && (current == null || loaded == null)) {
                enough = findings.emptied(entity, type);
                return;
            }
            @Nullable Object[] currentParts = parts(component, current);
            @Nullable Object[] loadedParts = parts(component, loaded);
            for (int i = 0; i < currentParts.length && !enough; i++) {
                atNewCollections(entity, owner, component.getSubtypes()[i], currentParts[i], loadedParts[i]);
            }
        }
    }

    private @Nullable Object[] parts(CompositeType component, @Nullable Object embeddable) {
        return embeddable == null
                ? new Object[component.getSubtypes().length]
                : component.getPropertyValues(embeddable, session);
    }

    private boolean isNew(@Nullable Object value) {
        CollectionEntry entry = value instanceof PersistentCollection<?> collection
                ? session.getPersistenceContextInternal().getCollectionEntry(collection)
                : null;
        return entry != null && entry.getLoadedPersister() == null;
    }

    private CollectionPersister persister(CollectionType type) {
        return session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
    }

    private void atCollections(InspectionGuard guard) {
        if (!enough) {
            PersistenceContext context = session.getPersistenceContextInternal();
            context.forEachCollectionEntry(
                    (collection, entry) -> guard.at(
                            PURPOSE, String.valueOf(entry.getRole()), () -> atCollection(context, collection, entry)),
                    true);
        }
    }

    /** Inspects a collection that the session knows: it is written if it is changed or if its owner is being deleted. */
    private void atCollection(PersistenceContext context, PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        if (enough
                || persister == null
                || !(concernsQuery(persister.getCollectionSpaces())
                        || incrementsVersion(persister.getOwnerEntityPersister()))) {
            return;
        }
        Object owner = collection.getOwner();
        EntityEntry ownerEntry = owner == null ? null : context.getEntry(owner);
        if (ownerEntry == null || ownerEntry.getStatus().isDeletedOrGone() || findings.isDirty(collection, entry)) {
            enough = findings.written(collection, entry);
        }
    }

    /** Returns whether a change of a collection writes the row of its owner, which the query reads. */
    private boolean incrementsVersion(EntityPersister owner) {
        return (owner.isVersioned() || MappingParts.isAudited(owner)) && concernsQuery(owner.getPropertySpaces());
    }

    private boolean concernsQuery(Object[] spaces) {
        return querySpaces == null || Arrays.stream(spaces).anyMatch(querySpaces::contains);
    }
}
