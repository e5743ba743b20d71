package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.compat.TenantOwnership;
import dev.signals.hibernate.internal.session.ForeseenRemoval;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * A cascade of {@code remove}, followed without acting, in the order in which Hibernate queues the deletions. Children and
 * orphans of an entity come before it, the entities its own row refers to come after it ({@code
 * DefaultDeleteEventListener.deleteEntity}).
 */
final class RemovalCascade {

    private final EventSource session;
    private final Predicate<EntityPersister> reachesEarly;
    private final Predicate<EntityPersister> reaches;
    private final Cascades all;
    private final Cascades loaded;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> persisted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<EntityKey> reassociated = new HashSet<>();
    private final Set<Object> takenBack = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Deleted> deleted = new ArrayList<>();
    private final List<ForeseenRemoval> unloaded = new ArrayList<>();
    private boolean leftOut;
    private boolean loading;
    private boolean loadsNoMore;
    private boolean fails;

    /**
     * An entity that is going to be deleted.
     *
     * @param entry what the session knows of it; null if it is detached
     * @param origin the entity that {@code remove} was called for, or the entity that has let go of an orphan
     * @param inOrder whether everything deleted with it has been loaded, so that this is its place in the order
     */
    record Deleted(
            EntityPersister persister,
            Object entity,
            Object id,
            @Nullable EntityEntry entry,
            Object origin,
            DeleteCause cause,
            boolean inOrder) {}

    /** Ends the look where Hibernate's own cascade will end in an exception. */
    private static final class HibernateFails extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HibernateFails() {
            super(null, null, false, false);
        }
    }

    private RemovalCascade(
            EventSource session, Predicate<EntityPersister> reachesEarly, Predicate<EntityPersister> reaches) {
        this.session = session;
        this.reachesEarly = reachesEarly;
        this.reaches = reaches;
        this.all = Cascades.ofRemoval(session);
        this.loaded = Cascades.ofLoaded(session, CascadingActions.REMOVE);
    }

    /** Follows cascades only as far as they are loaded. */
    static RemovalCascade ofLoaded(EventSource session) {
        return new RemovalCascade(session, persister -> false, persister -> false);
    }

    /**
     * Loads what Hibernate will load in order to delete it, in Hibernate's order. It loads only for removals that can reach
     * a receiver that is called before the deletion.
     *
     * @param reachesEarly whether a cascade from a type can reach a receiver that is called before the deletion
     * @param reaches whether a cascade from a type can reach any receiver of the deletion
     */
    static RemovalCascade loading(
            EventSource session, Predicate<EntityPersister> reachesEarly, Predicate<EntityPersister> reaches) {
        return new RemovalCascade(session, reachesEarly, reaches);
    }

    /** Adds an entity that is removed, with everything deleted with it. */
    void add(@Nullable String entityName, Object object, Object origin, DeleteCause cause) {
        EntityPersister declared = Entities.findPersister(session, entityName, object);
        if (declared != null && !fails) {
            loading = !loadsNoMore && reachesEarly.test(declared);
            try {
                visit(declared, entityName, object, origin, cause);
            } catch (HibernateFails e) {
                fails = true;
            }
        }
    }

    private void visit(@Nullable String entityName, Object object, Object origin, DeleteCause cause) {
        EntityPersister declared = Entities.findPersister(session, entityName, object);
        if (declared != null) {
            visit(declared, entityName, object, origin, cause);
        }
    }

    private void visit(
            EntityPersister declared, @Nullable String entityName, Object object, Object origin, DeleteCause cause) {
        if (isProxyOfReassociated(declared, object)) {
            return;
        }
        if (ForeignReferences.isRefused(session, object)) {
            throw new HibernateFails();
        }
        Object entity = loads(declared) ? Loading.of(() -> load(object)) : Entities.unproxyIfInitialized(object);
        leftOut |= entity == null || !Hibernate.isInitialized(entity);
        if (entity == null) {
            addUnloaded(declared, object, origin, cause);
            return;
        }
        if (!seen.add(entity)) {
            return;
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        if (entry == null) {
            addUnmanaged(session.getEntityPersister(entityName, entity), entity, origin, cause);
        } else if (Entities.isManaged(entry)) {
            EntityPersister persister = entry.getPersister();
            addChildren(persister, entity, entry, origin, false);
            loadReferences(persister, entity, entry);
            deleted.add(new Deleted(persister, entity, entry.getId(), entry, origin, cause, loading));
            addChildren(persister, entity, entry, origin, true);
        }
    }

    /** Loads what Hibernate loads at this place, after the entities that are deleted before this one. */
    private void loadReferences(EntityPersister persister, Object entity, @Nullable EntityEntry entry) {
        if (!loads(persister)) {
            return;
        }
        boolean anyDeleted =
                !deleted.isEmpty() || !session.getPersistenceContextInternal().isNullifiableEntityKeysEmpty();
        Object[] loadedState = entry == null ? null : entry.getLoadedState();
        Object[] state = loadedState != null ? loadedState : persister.getValues(entity); // null if it is read-only
        NullifiedReferences references = new NullifiedReferences(
                session, persister, entity, anyDeleted, each -> seen.contains(each) || persisted.contains(each));
        references.load(state);
    }

    private void addUnloaded(EntityPersister persister, Object object, Object origin, DeleteCause cause) {
        EntityKey key = keyOfProxy(persister, object);
        if (key != null) {
            unloaded.add(new ForeseenRemoval(key, origin, cause));
        }
    }

    /**
     * Returns whether a proxy will stand for a detached instance when Hibernate comes to it. That instance is deleted by then, so
     * the proxy is not loaded.
     */
    private boolean isProxyOfReassociated(EntityPersister persister, Object object) {
        return !reassociated.isEmpty()
                && !Hibernate.isInitialized(object)
                && reassociated.contains(keyOfProxy(persister, object));
    }

    private @Nullable EntityKey keyOfProxy(EntityPersister persister, Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        return initializer == null ? null : session.generateEntityKey(initializer.getInternalIdentifier(), persister);
    }

    private boolean loads(EntityPersister persister) {
        return loading && reaches.test(persister);
    }

    private Object load(Object object) {
        Object entity = session.getPersistenceContextInternal().unproxyAndReassociate(object);
        if (session.getPersistenceContextInternal().getEntry(entity) != null) {
            Hibernate.initialize(entity); // It may be an enhanced reference.
        }
        return entity;
    }

    /**
     * Adds an object that the session does not manage. Hibernate follows the cascades of a transient one, and does not delete the
     * object itself. It deletes a detached one. What is loaded of its cascades is added here, the rest when Hibernate comes to it.
     * If the factory was built as a JPA implementation, Hibernate fails at a detached one, and loads nothing more.
     */
    private void addUnmanaged(EntityPersister persister, Object entity, Object origin, DeleteCause cause) {
        if (isTransient(persister, entity)) {
            leaveLoadingIfOfAnotherTenant(persister, entity, persister.getIdentifier(entity, session));
            addChildren(persister, entity, null, origin, false);
            addChildren(persister, entity, null, origin, true);
            return;
        }
        if (session.getFactory().getSessionFactoryOptions().isJpaBootstrap()) {
            throw new HibernateFails();
        }
        Object id = persister.getIdentifier(entity, session);
        if (id == null) {
            throw new HibernateFails();
        }
        leaveLoadingIfOfAnotherTenant(persister, entity, id);
        EntityKey key = session.generateEntityKey(id, persister);
        if (!isDeletedByAnother(key, cause)) {
            leaveLoadingIfItTakesAnyAlong(persister);
            addChildren(persister, entity, null, origin, false);
            if (session.getPersistenceContextInternal().getEntity(key) == null) { // else Hibernate flushes first
                loadReferences(persister, entity, null);
            }
            deleted.add(new Deleted(persister, entity, id, null, origin, cause, loading));
            addChildren(persister, entity, null, origin, true);
        }
    }

    /**
     * Hibernate loads what a detached instance takes along when it comes to it, since its collections are of no session before. What
     * comes behind is not loaded here, but by Hibernate, in its order.
     */
    private void leaveLoadingIfItTakesAnyAlong(EntityPersister persister) {
        if (persister.hasCascadeDelete()) {
            leaveLoading();
        }
    }

    private void leaveLoading() {
        loadsNoMore = true;
        loading = false;
    }

    /**
     * Hibernate asks the database to which tenant the row of an unmanaged instance belongs, and fails if it is another one. What the
     * instance says is only a hint, so it is announced all the same.
     */
    private void leaveLoadingIfOfAnotherTenant(EntityPersister persister, Object entity, @Nullable Object id) {
        if (id != null && TenantOwnership.mayBeOfAnother(persister, entity, id, session)) {
            leaveLoading();
        }
    }

    /**
     * Returns whether the row of a detached instance is already deleted by another instance. If another one is managed and
     * not deleted, Hibernate flushes in order to forget it, and fails because it must not flush inside a cascade.
     */
    private boolean isDeletedByAnother(EntityKey key, DeleteCause cause) {
        Object managed = session.getPersistenceContextInternal().getEntity(key);
        EntityEntry entry =
                managed == null ? null : session.getPersistenceContextInternal().getEntry(managed);
        boolean isDeleted = managed == null
                ? reassociated.contains(key)
                : seen.contains(managed) || (entry != null && !Entities.isManaged(entry));
        if (managed != null && !isDeleted && cause != DeleteCause.EXPLICIT) {
            throw new HibernateFails();
        }
        reassociated.add(key);
        return isDeleted;
    }

    private boolean isTransient(EntityPersister persister, Object entity) {
        if (persisted.contains(entity)) {
            return true; // Hibernate does not ask the database about what its flush has just persisted.
        }
        return loads(persister)
                ? Entities.isWithoutRow(persister, entity, session)
                : Entities.isTransient(persister, entity, session);
    }

    /**
     * @param referenced true to add the entities that the entity's own row refers to, false to add all others
     */
    private void addChildren(
            EntityPersister persister, Object entity, @Nullable EntityEntry entry, Object origin, boolean referenced) {
        if (!persister.hasCascadeDelete()) {
            return;
        }
        CacheMode cacheMode = session.getCacheMode();
        session.setCacheMode(CacheMode.GET); // as DefaultDeleteEventListener.cascadeBeforeDelete does
        try {
            Cascades cascades = loads(persister) ? all : loaded;
            Cascades.Visitor children = (name, child, link) -> {
                if (referenced == (link == Link.OWN_ROW)) {
                    visit(name, child, origin, DeleteCause.CASCADE);
                }
            };
            if (entry == null || referenced) {
                cascades.forEachChild(persister, entity, children);
            } else {
                cascades.forEachChildAndOrphan(
                        persister,
                        entity,
                        entry,
                        children,
                        (name, orphan, link) -> visit(name, orphan, origin, DeleteCause.ORPHAN));
            }
        } finally {
            session.setCacheMode(cacheMode);
        }
    }

    /** Records that a cascade of the flush persists a new entity. */
    void persists(Object entity) {
        persisted.add(entity);
    }

    /** Records that a cascade of the flush persists an entity again. */
    void takeBack(Object entity) {
        if (seen.remove(entity)) {
            deleted.removeIf(each -> each.entity() == entity);
            takenBack.add(entity);
        }
    }

    /** The entities whose deletion Hibernate will begin, and cancel when another cascade reaches them. */
    List<Object> takenBack() {
        return takenBack.stream().filter(entity -> !seen.contains(entity)).toList();
    }

    /** The deletions, in their order. */
    List<Deleted> deleted() {
        return deleted;
    }

    /** The entities that are going to be deleted and are not loaded. */
    List<ForeseenRemoval> unloaded() {
        return unloaded;
    }

    boolean deletesAny() {
        return !deleted.isEmpty();
    }

    /** Returns whether this cascade deletes the entity. */
    boolean deletes(Object entity) {
        return seen.contains(entity);
    }

    /** Returns whether Hibernate fails at one of the deletions. */
    boolean fails() {
        return fails;
    }

    /** Returns whether Hibernate has to load something for the deletions that was not loaded here. */
    boolean hasLeftOut() {
        return leftOut || loaded.hasLeftOut();
    }
}
