package dev.signals.hibernate.internal.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentArrayHolder;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a collection with orphan removal has let go of. Within one session entities are the same if they are
 * identical. Only those that it does not manage are compared by identifier, as {@code PersistentCollection.getOrphans}
 * compares all of them; that would query the database for new elements that already have an identifier.
 */
final class CollectionOrphans {

    private final EventSource session;
    private final String entityName;

    CollectionOrphans(EventSource session, String entityName) {
        this.session = session;
        this.entityName = entityName;
    }

    /** Returns the elements of a snapshot that an initialized collection no longer holds. */
    List<Object> between(Object snapshot, PersistentCollection<?> collection) {
        Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        Collection<?> present = elements(collection);
        present.forEach(element -> kept.add(identity(element)));
        List<Object> gone = new ArrayList<>();
        for (Object element : elements(snapshot)) {
            if (element != null && !kept.contains(identity(element))) {
                gone.add(element);
            }
        }
        if (!gone.isEmpty() && !present.isEmpty()) {
            removeKeptByIdentifier(gone, present);
        }
        return gone;
    }

    private void removeKeptByIdentifier(List<Object> gone, Collection<?> present) {
        List<Object> unmanaged = new ArrayList<>();
        for (Object element : present) {
            if (element != null && isUnmanaged(element) && !isNew(element)) {
                unmanaged.add(element);
            }
        }
        gone.removeIf(element -> isUnmanaged(element)
                ? identifier(element) == null || isAmong(element, present)
                : isAmong(element, unmanaged));
    }

    private boolean isAmong(Object element, Collection<?> others) {
        if (others.isEmpty()) {
            return false;
        }
        Object identifier = identifier(element);
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        return others.stream()
                .anyMatch(
                        other -> other != null && persister.getIdentifierType().isEqual(identifier, identifier(other)));
    }

    private boolean isUnmanaged(Object element) {
        Object entity = Entities.unproxyIfInitialized(element);
        return entity != null && session.getPersistenceContextInternal().getEntry(entity) == null;
    }

    private boolean isNew(Object unmanaged) {
        Object entity = identity(unmanaged);
        return Boolean.TRUE.equals(
                Entities.isKnownTransient(session.getEntityPersister(entityName, entity), entity, session));
    }

    private @Nullable Object identifier(Object element) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(element);
        if (initializer != null) {
            return initializer.getInternalIdentifier();
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(element);
        return entry != null
                ? entry.getId()
                : session.getEntityPersister(entityName, element).getIdentifier(element, session);
    }

    /**
     * Returns whether a collection that is not loaded knows its orphans without a query. Only extra-lazy collections queue
     * removals. For an addition that is not managed yet, the answer may come from the database; when the flush asks, the
     * addition is managed.
     */
    boolean areQueued(boolean isExtraLazy, PersistentCollection<?> collection) {
        if (!isExtraLazy) {
            return false;
        }
        for (Iterator<?> additions = collection.queuedAdditionIterator(); additions.hasNext(); ) {
            Object addition = additions.next();
            if (addition != null && isUnmanaged(addition)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the elements of a collection or of its snapshot. */
    static Collection<?> elements(Object collection) {
        if (collection instanceof PersistentArrayHolder<?> holder) {
            return elements(holder.getArray());
        } else if (collection instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return collection instanceof Map<?, ?> map
                ? map.values()
                : collection instanceof Collection<?> elements ? elements : List.of();
    }

    private static Object identity(Object element) {
        Object entity = Entities.unproxyIfInitialized(element);
        return entity == null ? element : entity;
    }
}
