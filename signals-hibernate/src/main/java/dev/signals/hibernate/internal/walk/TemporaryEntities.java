package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.event.InstanceStatus;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The entities and proxies that a long operation brings into a session. They are detached after each part of it, so that
 * the session does not grow.
 *
 * <p>What was there before stays, and what has been updated since, because somebody may go on changing it. So does
 * everything that these refer to, and everything whose detaching would cascade to them.
 */
public final class TemporaryEntities {

    private final EventSource session;
    private final PersistenceContext context;
    private final PendingInspection pending;
    private final Set<EntityKey> present;
    private final Set<Object> updated;

    /**
     * @param pending the inspection of instances
     * @param updated the entities that have been updated since, at each moment
     */
    public TemporaryEntities(EventSource session, PendingInspection pending, Set<Object> updated) {
        this.pending = pending;
        this.session = session;
        this.context = session.getPersistenceContextInternal();
        this.present = HibernateAdapter.heldKeys(context);
        this.updated = updated;
    }

    /** Detaches what has come since. Nothing of it must be waiting for a flush. */
    public void detach() {
        Set<EntityKey> candidates = new HashSet<>(HibernateAdapter.heldKeys(context));
        candidates.removeAll(present);
        if (candidates.isEmpty()) {
            return;
        }
        Deque<Object> kept = new ArrayDeque<>();
        for (EntityKey key : Set.copyOf(candidates)) {
            if (isInUse(key)) {
                keep(key, candidates, kept);
            }
        }
        for (EntityKey key : present) {
            addEntity(key, kept);
        }
        do {
            keepReferences(candidates, kept);
            keepCascading(candidates, kept);
        } while (!kept.isEmpty());
        candidates.forEach(this::detach);
    }

    private boolean isInUse(EntityKey key) {
        Object entity = context.getEntity(key);
        EntityEntry entry = entity == null ? null : context.getEntry(entity);
        if (entity == null || entry == null) {
            return false;
        }
        if (updated.contains(entity) || !Entities.isManaged(entry)) {
            return true;
        }
        PendingChanges changes = pending.of(session, entity);
        return changes.status() == InstanceStatus.NEW || !changes.isEmpty();
    }

    private void keep(EntityKey key, Set<EntityKey> candidates, Deque<Object> kept) {
        if (candidates.remove(key)) {
            addEntity(key, kept);
        }
    }

    private void addEntity(EntityKey key, Deque<Object> kept) {
        Object entity = context.getEntity(key);
        if (entity != null) {
            kept.add(entity);
        }
    }

    private void keepReferences(Set<EntityKey> candidates, Deque<Object> kept) {
        for (Object entity = kept.poll(); entity != null; entity = kept.poll()) {
            EntityEntry entry = context.getEntry(entity);
            if (entry != null) {
                EntityPersister persister = entry.getPersister();
                Type[] types = persister.getPropertyTypes();
                for (int i = 0; i < types.length; i++) {
                    if (mayRefer(types[i]) && Cascades.isLoaded(persister, entity, i)) {
                        keepReferences(types[i], persister.getValue(entity, i), candidates, kept);
                    }
                }
            }
        }
    }

    private static boolean mayRefer(Type type) {
        return type.isAssociationType() || type.isAnyType() || type.isComponentType();
    }

    private void keepReferences(Type type, @Nullable Object value, Set<EntityKey> candidates, Deque<Object> kept) {
        if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return;
        }
        if (type instanceof CollectionType collection) {
            boolean isUnloaded = value instanceof PersistentCollection<?> persistent && !persistent.wasInitialized();
            Type element = collection.getElementType(session.getFactory());
            if (!isUnloaded && mayRefer(element)) {
                for (Iterator<?> each = collection.getElementsIterator(value); each.hasNext(); ) {
                    keepReferences(element, each.next(), candidates, kept);
                }
            }
            if (!isUnloaded && value instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> keepIfEntity(key, candidates, kept));
            }
        } else if (type.isEntityType() || type.isAnyType()) {
            keepIfEntity(value, candidates, kept);
        } else if (type instanceof CompositeType component) {
            Object[] parts = component.getPropertyValues(value, session);
            for (int i = 0; i < parts.length; i++) {
                keepReferences(component.getSubtypes()[i], parts[i], candidates, kept);
            }
        }
    }

    private void keepIfEntity(@Nullable Object value, Set<EntityKey> candidates, Deque<Object> kept) {
        EntityKey key = value == null ? null : key(value);
        if (key != null) {
            keep(key, candidates, kept);
        }
    }

    private @Nullable EntityKey key(Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null) {
            EntityPersister persister =
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName());
            return session.generateEntityKey(initializer.getInternalIdentifier(), persister);
        }
        EntityEntry entry = context.getEntry(value);
        return entry == null ? null : entry.getEntityKey();
    }

    /** Keeps entities whose detaching would cascade to an entity that stays. */
    private void keepCascading(Set<EntityKey> candidates, Deque<Object> kept) {
        Cascades cascades = Cascades.ofLoaded(session, CascadingActions.EVICT);
        for (EntityKey key : Set.copyOf(candidates)) {
            Object entity = context.getEntity(key);
            EntityEntry entry = entity == null ? null : context.getEntry(entity);
            if (entity != null && entry != null && entry.getPersister().hasCascades()) {
                cascades.forEachChild(entry.getPersister(), entity, (name, child, link) -> {
                    EntityKey to = key(child);
                    if (to != null && context.containsEntityHolder(to) && !candidates.contains(to)) {
                        keep(key, candidates, kept);
                    }
                });
            }
        }
    }

    private void detach(EntityKey key) {
        EntityHolder holder = context.getEntityHolder(key);
        if (holder != null) { // An earlier one may have taken it along.
            Object held = holder.getProxy() != null ? holder.getProxy() : holder.getEntity();
            if (held != null) {
                session.evict(held);
            }
            context.getBatchFetchQueue().removeBatchLoadableEntityKey(key);
        }
    }
}
