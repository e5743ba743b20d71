package dev.signals.hibernate.internal.walk;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
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
 * One look at what a flush would write now, without acting: Hibernate itself finds out only by doing it. InspectionGuard where Hibernate
 * looks, and compares as Hibernate compares.
 */
final class FlushPreview {

    private static final String PURPOSE = "what a flush would write";

    private final EventSource session;
    private final @Nullable Set<String> querySpaces;
    private final Findings findings;
    private final Cascades persists;
    private final Cascades removals;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean enough;

    /** Takes what is found; each answers whether that is enough. */
    interface Findings {

        /**
         * A managed entity whose row would be written.
         *
         * @param state its state now
         */
        boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state);

        /**
         * An object that would be inserted or deleted.
         *
         * @param entityName the declared entity name; null if it is not known
         */
        boolean reached(@Nullable String entityName, Object object);

        /** A collection that would be written as a whole; a getter may answer with another one each time. */
        boolean replaced(Object owner, CollectionType attribute, Object collection);

        /** An attribute that has lost its collection, or an embeddable. */
        boolean emptied(Object owner, Type attribute);

        /** A collection that would be written. */
        boolean written(PersistentCollection<?> collection, CollectionEntry entry);

        /** The state of a managed entity if the flush would find it changed, otherwise null. */
        @Nullable
        Object @Nullable [] changedState(Object entity, EntityEntry entry);

        /** Whether the flush would find a collection changed. */
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

    /** InspectionGuard at all that the session holds. */
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

    /** An entity that was replicated over a row, which Hibernate has not loaded and so cannot compare. */
    private static boolean isWrittenAsItIs(Object entity, EntityEntry entry) {
        return entry.getStatus() == Status.MANAGED
                && entry.getLoadedState() == null
                && entry.requiresDirtyCheck(entity);
    }

    /** A new entity that the flush will cascade to and insert. */
    private void atChild(@Nullable String entityName, Object object) {
        Object child = Entities.unproxyIfInitialized(object);
        if (enough
                || child == null
                || session.getPersistenceContextInternal().getEntry(child) != null
                || !seen.add(child)) {
            return;
        }
        if (querySpaces == null) {
            enough |= findings.reached(entityName, child); // If it is detached, which is an error, Hibernate says so.
        }
        EntityPersister persister = session.getEntityPersister(entityName, child);
        if (!enough && Entities.isTransient(persister, child, session)) {
            enough |= querySpaces != null
                    && concernsQuery(persister.getPropertySpaces())
                    && findings.reached(entityName, child);
            persists.forEachChild(persister, child, (name, grandchild, link) -> atChild(name, grandchild));
        }
    }

    /** An entity that the flush will delete. */
    private void atOrphan(Object object) {
        Object orphan = Entities.unproxyIfInitialized(object);
        EntityEntry entry =
                orphan == null ? null : session.getPersistenceContextInternal().getEntry(orphan);
        if (!enough && (entry == null || concernsQuery(entry.getPersister().getPropertySpaces()))) {
            enough = findings.reached(null, orphan == null ? object : orphan);
        }
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

    /** Of a read-only entity Hibernate remembers no state; to replace its collections is an error, which is for it to find. */
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
     * Collections that the flush will write as a whole: those of new entities, inverse ones too, and replaced ones. Hibernate
     * counts the replacement of one as a change of the owner's table, though there is nothing to write.
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
            if (current != null && loaded != null) {
                Object[] currentParts = component.getPropertyValues(current, session);
                Object[] loadedParts = component.getPropertyValues(loaded, session);
                for (int i = 0; i < currentParts.length && !enough; i++) {
                    atNewCollections(entity, owner, component.getSubtypes()[i], currentParts[i], loadedParts[i]);
                }
            } else if (querySpaces == null) {
                enough = findings.emptied(entity, type);
            }
        }
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

    /** Changed collections, and those of owners that are being deleted. */
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

    /** Whether a change of a collection writes the row of its owner, which the query reads. */
    private boolean incrementsVersion(EntityPersister owner) {
        return owner.isVersioned() && concernsQuery(owner.getPropertySpaces());
    }

    private boolean concernsQuery(Object[] spaces) {
        return querySpaces == null || Arrays.stream(spaces).anyMatch(querySpaces::contains);
    }
}
