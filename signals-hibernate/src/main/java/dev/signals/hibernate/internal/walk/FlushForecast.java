package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.ManagedEntities;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hibernate.FlushMode;
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
 * Tells whether a flush will write, as Hibernate itself finds out only by doing it and throwing the result away. A wrong no
 * would skip PRE_SAVE for a change that is written, or lose what a receiver has changed, so doubtful cases are a yes. Before a
 * query, the change then counts as announced until it is written.
 */
public final class FlushForecast {

    private final EventSource session;
    private final @Nullable Set<String> querySpaces;
    private final Cascades persistCascades;
    private final Cascades removeCascades;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean writes;

    /**
     * Makes a forecast.
     *
     * @param querySpaces the tables that matter; null if all do
     */
    private FlushForecast(EventSource session, @Nullable Set<String> querySpaces) {
        this.session = session;
        this.querySpaces = querySpaces;
        this.persistCascades = new Cascades(session, CascadingActions.PERSIST_ON_FLUSH);
        this.removeCascades = new Cascades(session, CascadingActions.REMOVE);
    }

    /** Whether Hibernate will look for changes at all before a query of these spaces. */
    public static boolean isFlushPossible(EventSource session, @Nullable Set<String> querySpaces) {
        FlushMode mode = session.getHibernateFlushMode();
        return mode == FlushMode.ALWAYS
                || (mode == FlushMode.AUTO
                        && (querySpaces == null
                                || !querySpaces.isEmpty()
                                || HibernateAdapter.cascadesForQueriesOfNoTable()));
    }

    /** Whether a flush will write anything, or find anything to complain about. */
    public static boolean isAnythingToWrite(EventSource session) {
        return HibernateAdapter.hasInterceptor(session)
                || session.getActionQueue().hasAnyQueuedActions()
                || new FlushForecast(session, null).look();
    }

    /** Whether the flush before a query of these spaces will write. */
    public static boolean willWrite(EventSource session, @Nullable Set<String> querySpaces) {
        return querySpaces == null
                || session.getHibernateFlushMode() == FlushMode.ALWAYS
                || session.getActionQueue().areTablesToBeUpdated(querySpaces)
                || new FlushForecast(session, querySpaces).look();
    }

    private boolean look() {
        PersistenceContext context = session.getPersistenceContextInternal();
        boolean entitiesWrite = ManagedEntities.anyMatch(session, (entity, entry) -> {
            if (Entities.isManaged(entry)) {
                lookAtEntity(entity, entry);
            }
            return writes;
        });
        if (entitiesWrite) {
            return true;
        }
        context.forEachCollectionEntry((collection, entry) -> lookAtCollection(context, collection, entry), true);
        return writes;
    }

    private void lookAtEntity(Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (concernsQuery(persister.getPropertySpaces())
                && (isWrittenAsItIs(entry) || DirtyCheck.changedState(session, entity, entry) != null)) {
            writes = true;
            return;
        }
        if (persister.hasCollections() && entry.getLoadedState() != null) {
            lookForNewCollections(
                    persister, persister.getPropertyTypes(), persister.getValues(entity), entry.getLoadedState());
        }
        if (persister.hasCascades()) {
            persistCascades.forEachChild(persister, entity, (name, child, link) -> lookAtChild(name, child));
            removeCascades.forEachOrphan(persister, entity, entry, (name, orphan, link) -> lookAtOrphan(orphan));
        }
    }

    /** An entity that was replicated over a row, which Hibernate has not loaded and so cannot compare. */
    private static boolean isWrittenAsItIs(EntityEntry entry) {
        return entry.getStatus() == Status.MANAGED && entry.getLoadedState() == null;
    }

    /** A new entity that the flush will cascade to and insert. */
    private void lookAtChild(@Nullable String entityName, Object object) {
        Object child = Entities.unproxyIfInitialized(object);
        if (child == null || session.getPersistenceContextInternal().getEntry(child) != null || !seen.add(child)) {
            return;
        }
        if (querySpaces == null) {
            writes = true;
            return;
        }
        EntityPersister persister = session.getEntityPersister(entityName, child);
        if (Entities.isTransient(persister, child, session)) {
            writes |= concernsQuery(persister.getPropertySpaces());
            persistCascades.forEachChild(persister, child, (name, grandchild, link) -> lookAtChild(name, grandchild));
        }
    }

    /** An entity that the flush will delete. */
    private void lookAtOrphan(Object object) {
        Object orphan = Entities.unproxyIfInitialized(object);
        EntityEntry entry =
                orphan == null ? null : session.getPersistenceContextInternal().getEntry(orphan);
        writes |= entry == null || concernsQuery(entry.getPersister().getPropertySpaces());
    }

    /**
     * Collections that the flush will write as a whole: those of new entities, inverse ones too, and replaced ones. Hibernate
     * counts the replacement of one as a change of the owner's table, though there is nothing to write.
     */
    private void lookForNewCollections(EntityPersister owner, Type[] types, Object[] current, Object[] loaded) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] instanceof CollectionType type && (current[i] != loaded[i] || isNew(current[i]))) {
                writes |= concernsQuery(session.getFactory()
                                .getMappingMetamodel()
                                .getCollectionDescriptor(type.getRole())
                                .getCollectionSpaces())
                        || (current[i] != loaded[i] && concernsQuery(owner.getPropertySpaces()))
                        || incrementsVersion(owner);
            } else if (types[i] instanceof CompositeType type && !type.isAnyType() && current[i] != loaded[i]) {
                if (current[i] == null || loaded[i] == null) {
                    writes |= querySpaces == null;
                    continue;
                }
                lookForNewCollections(
                        owner,
                        type.getSubtypes(),
                        type.getPropertyValues(current[i], session),
                        type.getPropertyValues(loaded[i], session));
            }
        }
    }

    private boolean isNew(@Nullable Object value) {
        CollectionEntry entry = value instanceof PersistentCollection<?> collection
                ? session.getPersistenceContextInternal().getCollectionEntry(collection)
                : null;
        return entry != null && entry.getLoadedPersister() == null;
    }

    /** Changed collections, and those of owners that are being deleted. */
    private void lookAtCollection(
            PersistenceContext context, PersistentCollection<?> collection, CollectionEntry entry) {
        CollectionPersister persister = entry.getLoadedPersister();
        Object owner = collection.getOwner();
        EntityEntry ownerEntry = owner == null ? null : context.getEntry(owner);
        writes |= persister != null
                && (concernsQuery(persister.getCollectionSpaces())
                        || incrementsVersion(persister.getOwnerEntityPersister()))
                && (collection.isDirty()
                        || ownerEntry == null
                        || ownerEntry.getStatus().isDeletedOrGone()
                        || CollectionLook.isDirty(collection, persister));
    }

    /** Whether a change of a collection writes the row of its owner, which the query reads. */
    private boolean incrementsVersion(EntityPersister owner) {
        return owner.isVersioned() && concernsQuery(owner.getPropertySpaces());
    }

    private boolean concernsQuery(Object[] spaces) {
        return querySpaces == null || Arrays.stream(spaces).anyMatch(querySpaces::contains);
    }
}
