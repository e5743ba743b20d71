package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.TransientObjectException;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's dirty check, made before the flush.
 *
 * <p>It is also made before the cascades of the flush. So it may find a reference to a new entity that has no identifier to
 * compare; that is a change. Collections do not count: a change of a collection is no save of its owner.
 */
public final class DirtyCheck {

    private DirtyCheck() {}

    /** Returns the state of a managed entity if the flush will find it changed, otherwise null. */
    static @Nullable Object @Nullable [] changedState(EventSource session, Object entity, EntityEntry entry) {
        return entry.getStatus() == Status.MANAGED ? changedStateIfManaged(session, entity, entry) : null;
    }

    /**
     * Returns the state of an entity if the flush will find it changed, otherwise null. The entity counts as managed,
     * because the flush will have made it so.
     */
    static @Nullable Object @Nullable [] changedStateIfManaged(EventSource session, Object entity, EntityEntry entry) {
        if (!entry.requiresDirtyCheck(entity)) {
            return null;
        }
        EntityPersister persister = entry.getPersister();
        Object[] loaded = entry.getLoadedState();
        DirtyAttributes attributes = new DirtyAttributes(persister, session);
        if (HibernateAdapter.hasInterceptor(session)) {
            Object[] current = persister.getValues(entity);
            int[] dirty = findDirtyByInterceptor(session, entity, entry, current);
            if (dirty != null) {
                return attributes.isAny(dirty, current, loaded) ? current : null;
            }
        }
        if (tracksItself(entity)) {
            Object[] current = persister.getValues(entity);
            return isChangedByTracker(session, persister, (SelfDirtinessTracker) entity, current, loaded)
                    ? current
                    : null;
        }
        // Ask it before comparing references: it may report a change where nothing differs, and then the row is
        // written.
        DirtinessStrategy strategy = DirtinessStrategy.ask(session, entity, entry);
        int[] dirty = strategy.dirty();
        if (dirty != null) {
            return attributes.isAny(dirty, strategy.current(), loaded) ? strategy.current() : null;
        }
        if (loaded == null || isUntouched(entity, persister, loaded)) {
            return null;
        }
        Object[] current = persister.getValues(entity);
        return differs(session, persister, entity, current, loaded) ? current : null;
    }

    /**
     * Returns the state of a managed entity if the flush will find it changed and the row may differ afterwards, otherwise
     * null. An entity that is plainly as it was loaded is not examined further.
     */
    static @Nullable Object @Nullable [] changedContent(EventSource session, Object entity, EntityEntry entry) {
        Object[] loaded = entry.getLoadedState();
        boolean glance = loaded != null && (!tracksItself(entity) || HibernateAdapter.hasInterceptor(session));
        return glance && isUntouched(entity, entry.getPersister(), loaded)
                ? null
                : changedState(session, entity, entry);
    }

    private static int @Nullable [] findDirtyByInterceptor(
            EventSource session, Object entity, EntityEntry entry, @Nullable Object[] current) {
        EntityPersister persister = entry.getPersister();
        return session.getInterceptor()
                .findDirty(
                        entity,
                        entry.getId(),
                        current,
                        entry.getLoadedState(),
                        persister.getPropertyNames(),
                        persister.getPropertyTypes());
    }

    /**
     * Returns whether an enhanced entity is changed by its own record. Hibernate relies on that record: a change that was
     * reverted is still written, and a reference can be changed without being loaded.
     */
    private static boolean isChangedByTracker(
            EventSource session,
            EntityPersister persister,
            SelfDirtinessTracker entity,
            @Nullable Object[] current,
            @Nullable Object @Nullable [] loaded) {
        if (loaded != null && hasNewReference(session, persister, current, loaded)) {
            return true;
        }
        int[] dirty = persister.resolveDirtyAttributeIndexes(
                current, loaded, entity.$$_hibernate_getDirtyAttributes(), session);
        return new DirtyAttributes(persister, session).isAny(dirty, current, loaded);
    }

    private static boolean tracksItself(Object entity) {
        return entity instanceof SelfDirtinessTracker
                && entity instanceof ManagedEntity managed
                && managed.$$_hibernate_useTracker();
    }

    /**
     * Returns whether every property is plainly what was loaded. Most entities of a session are untouched, and then no array
     * is needed to compare them.
     */
    private static boolean isUntouched(Object entity, EntityPersister persister, @Nullable Object[] loaded) {
        for (int i = 0; i < loaded.length; i++) {
            if (loaded[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY && !Cascades.isLoaded(persister, entity, i)) {
                continue; // an inspection must not load it
            }
            Object value = persister.getValue(entity, i);
            if (value != loaded[i] && !(value != null && isPlain(value) && value.equals(loaded[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(Object value) {
        Class<?> type = value.getClass();
        return type == Integer.class || type == Long.class || type == String.class || type == Boolean.class;
    }

    private static boolean differs(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] current,
            @Nullable Object[] previous) {
        if (hasNewReference(session, persister, current, previous)) {
            return true;
        }
        try {
            int[] dirty = persister.findDirty(current, previous, entity, session);
            return new DirtyAttributes(persister, session).isAny(dirty, current, previous);
        } catch (TransientObjectException e) {
            // Some versions throw this for a reference to a new entity in a component; Hibernate 7.4 compares null ids.
            return true;
        }
    }

    /**
     * Returns whether the row would hold the same for both states of an entity, as far as an UPDATE can write it. That is
     * more often true than Hibernate's own comparison, because a value need not equal its own copy.
     */
    static boolean isSameRow(
            EventSource session, EntityPersister persister, @Nullable Object[] previous, @Nullable Object[] current) {
        return isSameRow(session, persister, previous, current, false);
    }

    /**
     * Returns whether the row would hold the same for both states, as {@link #isSameRow(EventSource, EntityPersister,
     * Object[], Object[])} does. A value that never equals its own copy in any way counts as unchanged, for example the
     * result of an encrypting converter without {@code equals}.
     */
    static boolean isSameRowInDoubt(
            EventSource session, EntityPersister persister, @Nullable Object[] previous, @Nullable Object[] current) {
        return isSameRow(session, persister, previous, current, true);
    }

    private static boolean isSameRow(
            EventSource session,
            EntityPersister persister,
            @Nullable Object[] previous,
            @Nullable Object[] current,
            boolean inDoubt) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && !RowValue.isSame(types[i], previous[i], current[i], session.getFactory())
                    && !(inDoubt && previous[i] != null && isNeverSame(session, types[i], current[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNeverSame(EventSource session, Type type, @Nullable Object value) {
        return value != null
                && !type.isAssociationType()
                && value != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && !RowValue.of(type, value, session.getFactory())
                        .equals(RowValue.of(type, value, session.getFactory()));
    }

    /**
     * Returns whether the row of an entity refers to an entity that is not managed yet. Hibernate inserts null for such a
     * reference.
     */
    static boolean refersToNew(EventSource session, EntityPersister persister, Object entity) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean mayRefer = types[i].isEntityType() || types[i].isComponentType();
            if (mayRefer
                    && Cascades.isLoaded(persister, entity, i)
                    && isNewReference(session, types[i], persister.getValue(entity, i), null)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNewReference(
            EventSource session, EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous) {
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && isNewReference(session, persister.getPropertyTypes()[i], current[i], previous[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNewReference(
            EventSource session, Type type, @Nullable Object current, @Nullable Object previous) {
        if (current == null || current == previous) {
            return false;
        }
        if (type.isEntityType() || type.isAnyType()) {
            return HibernateProxy.extractLazyInitializer(current) == null
                    && session.getPersistenceContextInternal().getEntry(current) == null
                    && !RowValue.isSame(
                            type,
                            previous,
                            current,
                            session.getFactory()); // It may be a detached instance with the same identifier.
        }
        if (type instanceof CompositeType component) {
            Object[] currentParts = component.getPropertyValues(current, session);
            Object[] previousParts =
                    previous == null ? new Object[currentParts.length] : component.getPropertyValues(previous, session);
            for (int i = 0; i < currentParts.length; i++) {
                if (isNewReference(session, component.getSubtypes()[i], currentParts[i], previousParts[i])) {
                    return true;
                }
            }
        }
        return false;
    }
}
