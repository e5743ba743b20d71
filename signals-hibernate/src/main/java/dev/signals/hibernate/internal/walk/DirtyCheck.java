package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.RecordedChanges;
import dev.signals.hibernate.internal.session.UnchangedEntities;
import dev.signals.hibernate.internal.state.PlainValues;
import org.hibernate.TransientObjectException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
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
            if (NewReferences.areSet(session, persister, current, loaded)
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
            if (NewReferences.areSet(session, persister, current, loaded)) {
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
}
