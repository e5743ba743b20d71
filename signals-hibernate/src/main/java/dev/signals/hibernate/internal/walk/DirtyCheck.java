package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.RecordedChanges;
import dev.signals.hibernate.internal.session.UnchangedEntities;
import dev.signals.hibernate.internal.state.PlainValues;
import dev.signals.hibernate.internal.state.ReadableState;
import dev.signals.hibernate.internal.state.Readings;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.TransientObjectException;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's dirty check, made before the flush, of the entities of one session at one moment.
 *
 * <p>It is also made before the cascades of the flush. So it may find a reference to a new entity that has no identifier to
 * compare; that is a change. Collections do not count: a change of a collection is no save of its owner. It loads nothing.
 */
public final class DirtyCheck {

    private final EventSource session;
    private final DirtyChecks checks;
    private final @Nullable UnchangedEntities unchanged;
    private final boolean hasInterceptor;
    private final boolean hasStrategy;
    private @Nullable ComparedType lastType;

    /**
     * @param unchanged takes the entities that Hibernate too would find unchanged; null if nobody needs them
     */
    DirtyCheck(EventSource session, DirtyChecks checks, @Nullable UnchangedEntities unchanged) {
        this.session = session;
        this.checks = checks;
        this.hasInterceptor = HibernateAdapter.hasInterceptor(session);
        this.hasStrategy = DirtinessStrategy.isOfApplication(session.getFactory());
        this.unchanged = hasInterceptor || hasStrategy ? null : unchanged;
    }

    /** Returns the state of a managed entity if the flush will find it changed, otherwise null. */
    @Nullable
    Object @Nullable [] changedState(Object entity, EntityEntry entry) {
        return entry.getStatus() == Status.MANAGED ? changedStateIfManaged(entity, entry) : null;
    }

    /**
     * Returns the state of an entity if the flush will find it changed, otherwise null. The entity counts as managed,
     * because the flush will have made it so.
     */
    @Nullable
    Object @Nullable [] changedStateIfManaged(Object entity, EntityEntry entry) {
        if (!entry.requiresDirtyCheck(entity)) {
            return null;
        }
        EntityPersister persister = entry.getPersister();
        Object[] loaded = entry.getLoadedState();
        if (hasInterceptor) {
            Object[] current = persister.getValues(entity);
            int[] dirty = findDirtyByInterceptor(session, entity, entry, current);
            if (dirty != null) {
                return isAny(persister, dirty, current, loaded) ? current : null;
            }
        }
        if (tracksItself(entity)) {
            Object[] current = persister.getValues(entity);
            return isChangedByTracker(persister, (SelfDirtinessTracker) entity, current, loaded) ? current : null;
        }
        if (hasStrategy) {
            // Ask it before comparing references: it may report a change where nothing differs, and then the row is
            // written.
            DirtinessStrategy strategy = DirtinessStrategy.ask(session, entity, entry);
            int[] dirty = strategy.dirty();
            if (dirty != null) {
                return isAny(persister, dirty, strategy.current(), loaded) ? strategy.current() : null;
            }
        }
        return loaded == null ? null : compared(entity, entry, loaded, persister.getValues(entity));
    }

    /** Compares an entity as Hibernate does where nobody else decides. */
    private @Nullable Object @Nullable [] compared(
            Object entity, EntityEntry entry, @Nullable Object[] loaded, @Nullable Object[] current) {
        EntityPersister persister = entry.getPersister();
        ComparedType type = typeOf(persister);
        if (type.isPlainlyDifferent(current, loaded)) {
            return current;
        }
        if (!type.isPlainlySame(current, loaded)) {
            UnloadedReferences unloaded = UnloadedReferences.between(loaded, current, type, persister, session);
            if (hasNewReference(session, persister, current, loaded)
                    || (unloaded != null && unloaded.isAnyChanged(loaded, current))) {
                return current;
            }
            try {
                @Nullable Object[] compared = unloaded == null ? current : unloaded.withoutThem(loaded, current);
                int[] dirty = persister.findDirty(compared, loaded, entity, session);
                if (dirty != null) {
                    return isAny(persister, dirty, compared, loaded) ? current : null;
                }
            } catch (TransientObjectException e) {
                // Some versions throw this for a reference to a new entity in a component; Hibernate 7.4 compares null
                // ids.
                return current;
            }
        }
        share(entity, entry, current, loaded);
        return null;
    }

    /**
     * Returns the state of a managed entity that nobody but its types compares, for a quick look at it. Null if somebody else
     * has a say in it.
     */
    @Nullable
    Object @Nullable [] plainState(Object entity, EntityEntry entry) {
        return hasInterceptor || hasStrategy || entry.getLoadedState() == null || entity instanceof ManagedEntity
                ? null
                : entry.getPersister().getValues(entity);
    }

    /**
     * Returns whether Hibernate is sure to find an entity unchanged, as it does with most entities of a session. It is quick,
     * and may say no in doubt.
     *
     * @param current the {@link #plainState}
     */
    boolean isPlainlyUnchanged(Object entity, EntityEntry entry, @Nullable Object[] current) {
        Object[] loaded = entry.getLoadedState();
        boolean isUnchanged = typeOf(entry.getPersister()).isPlainlySame(current, loaded);
        if (isUnchanged) {
            share(entity, entry, current, loaded);
        }
        return isUnchanged;
    }

    /**
     * Returns the state of an entity if the flush will find it changed, otherwise null, as {@link #changedStateIfManaged}.
     *
     * @param current the {@link #plainState}
     */
    @Nullable
    Object @Nullable [] changedStateIfManaged(Object entity, EntityEntry entry, @Nullable Object[] current) {
        return entry.requiresDirtyCheck(entity) ? compared(entity, entry, entry.getLoadedState(), current) : null;
    }

    /**
     * Returns whether an entity still has the values with which it was found changed, and Hibernate is sure to find it changed
     * too. It is quick, and may say no in doubt.
     */
    boolean isPlainlyChanged(Object entity, EntityEntry entry, @Nullable Object[] found) {
        @Nullable Object[] current = plainState(entity, entry);
        if (current == null) {
            return false;
        }
        for (int i = 0; i < current.length; i++) {
            if (current[i] != found[i] && !PlainValues.isEqual(current[i], found[i])) {
                return false;
            }
        }
        return typeOf(entry.getPersister()).isPlainlyDifferent(current, entry.getLoadedState());
    }

    /** Spares Hibernate the comparison of an unchanged entity, if it may take what was loaded for the state of the entity. */
    private void share(Object entity, EntityEntry entry, @Nullable Object[] current, @Nullable Object[] loaded) {
        if (unchanged != null
                && !(entity instanceof ManagedEntity)
                && hasItsId(entity, entry, entry.getPersister())
                && typeOf(entry.getPersister()).mayStandIn(loaded, current, session.getPersistenceContextInternal())) {
            unchanged.add(entity);
        }
    }

    /** Entities of one type mostly follow each other. */
    private ComparedType typeOf(EntityPersister persister) {
        ComparedType type = lastType;
        if (type == null || !type.isOf(persister)) {
            type = checks.type(persister, session);
            lastType = type;
        }
        return type;
    }

    /** Returns whether the identifier is still the one that Hibernate knows. Otherwise the flush will refuse the entity. */
    private boolean hasItsId(Object entity, EntityEntry entry, EntityPersister persister) {
        Object id = persister.getIdentifier(entity, session);
        return id == entry.getId() || PlainValues.isEqual(id, entry.getId());
    }

    private boolean isAny(
            EntityPersister persister,
            int @Nullable [] dirty,
            @Nullable Object[] current,
            @Nullable Object @Nullable [] loaded) {
        return new DirtyAttributes(persister, session).isAny(dirty, current, loaded);
    }

    /**
     * Returns the state of a managed entity if the flush will find it changed and the row may differ afterwards, otherwise
     * null. An entity that is plainly as it was loaded is not examined further.
     */
    @Nullable
    Object @Nullable [] changedContent(Object entity, EntityEntry entry) {
        Object[] loaded = entry.getLoadedState();
        boolean glance = loaded != null && (!tracksItself(entity) || hasInterceptor);
        return glance && isUntouched(entity, entry.getPersister(), loaded) ? null : changedState(entity, entry);
    }

    /** Returns whether a flush leaves no changed entity of this type, see {@link ComparedType#settles}. */
    boolean settles(EntityPersister persister) {
        return typeOf(persister).settles();
    }

    private boolean isUntouched(Object entity, EntityPersister persister, @Nullable Object[] loaded) {
        return typeOf(persister).isUntouched(persister.getValues(entity), loaded);
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
    private boolean isChangedByTracker(
            EntityPersister persister,
            SelfDirtinessTracker entity,
            @Nullable Object[] current,
            @Nullable Object @Nullable [] loaded) {
        @Nullable Object[] compared = current;
        if (loaded != null) {
            if (hasNewReference(session, persister, current, loaded)) {
                return true;
            }
            UnloadedReferences unloaded =
                    UnloadedReferences.between(loaded, current, typeOf(persister), persister, session);
            if (unloaded != null) {
                if (unloaded.isAnyEmbeddableChanged(loaded, current)) {
                    return true;
                }
                compared = unloaded.withoutThem(loaded, current);
            }
        }
        int[] dirty = persister.resolveDirtyAttributeIndexes(compared, loaded, RecordedChanges.of(entity), session);
        return isAny(persister, dirty, current, loaded);
    }

    private static boolean tracksItself(Object entity) {
        return entity instanceof SelfDirtinessTracker
                && entity instanceof ManagedEntity managed
                && managed.$$_hibernate_useTracker();
    }

    /**
     * Returns whether the row would hold the same for both states of an entity, as far as an UPDATE can write it. That is
     * more often true than Hibernate's own comparison, because a value need not equal its own copy.
     *
     * @param entity the instance from which the current state has been read
     */
    static boolean isSameRow(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current) {
        return isSameRow(session, persister, entity, previous, current, false);
    }

    /**
     * Returns whether the row would hold the same for both states, as {@link #isSameRow(EventSource, EntityPersister,
     * Object, Object[], Object[])} does. A value that never equals its own copy in any way counts as unchanged, for example the
     * result of an encrypting converter without {@code equals}.
     */
    static boolean isSameRowInDoubt(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current) {
        return isSameRow(session, persister, entity, previous, current, true);
    }

    private static boolean isSameRow(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current,
            boolean inDoubt) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && !RowValue.isSame(types[i], previous[i], current[i], session.getFactory())
                    && !(inDoubt && previous[i] != null && isNeverSame(session, types[i], current[i]))
                    && !isSameInOtherReading(session, persister, entity, i, previous[i], current[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value differs only in parts whose getters return another value each time. */
    private static boolean isSameInOtherReading(
            EventSource session,
            EntityPersister persister,
            Object entity,
            int property,
            @Nullable Object previous,
            @Nullable Object current) {
        return current != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && Readings.isSame(
                        persister.getPropertyTypes()[property],
                        previous,
                        current,
                        ReadableState.of(persister, entity, property),
                        session.getFactory());
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
                    && isNewReference(session, types[i], null, persister.getValue(entity, i), null)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNewReference(
            EventSource session, EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous) {
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && isNewReference(
                            session,
                            persister.getPropertyTypes()[i],
                            ComparedParts.of(persister, i),
                            current[i],
                            previous[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNewReference(
            EventSource session,
            Type type,
            @Nullable EmbeddableMappingType mapping,
            @Nullable Object current,
            @Nullable Object previous) {
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
                if (ComparedParts.contain(mapping, component, i, session)
                        && isNewReference(
                                session,
                                component.getSubtypes()[i],
                                ComparedParts.of(mapping, component, i),
                                currentParts[i],
                                previousParts[i])) {
                    return true;
                }
            }
        }
        return false;
    }
}
