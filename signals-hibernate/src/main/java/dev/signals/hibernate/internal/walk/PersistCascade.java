package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * A cascade of {@code persist}, followed without acting. No receiver is called during the walk, because it might change the
 * graph.
 *
 * <p>The cascade of a flush begins at each managed entity in turn. An entity first cascades and then lets go of its orphans.
 * An entity that has become an orphan before its turn no longer cascades ({@code
 * AbstractFlushingEventListener.prepareEntityFlushes}).
 */
final class PersistCascade {

    private static final String PURPOSE = "new entities";

    private final EventSource session;
    private final CascadingAction<?> action;
    private final Cascades cascades;
    private final Predicate<EntityPersister> reaches;
    private final BiPredicate<Object, Link> leavesOut;
    private final RemovalCascade orphans;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Created> created = new ArrayList<>();
    private int insideNew;
    private boolean joinsManaged;
    private boolean meetsForeign;
    private final Set<Object> takenBack = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A new entity that the cascade will persist. */
    record Created(EntityPersister persister, Object entity) {}

    /**
     * @param reaches whether it is worthwhile to follow the cascades of an entity type
     * @param leavesOut whether a new entity is left out, with everything that only it cascades to
     * @param orphans takes the orphans of the cascade
     */
    private PersistCascade(
            EventSource session,
            CascadingAction<?> action,
            Predicate<EntityPersister> reaches,
            BiPredicate<Object, Link> leavesOut,
            RemovalCascade orphans) {
        this.session = session;
        this.action = action;
        this.cascades = new Cascades(session, action);
        this.reaches = reaches;
        this.leavesOut = leavesOut;
        this.orphans = orphans;
    }

    /** Follows the cascade of {@code persist(root)}. */
    static PersistCascade from(
            EventSource session,
            @Nullable String entityName,
            Object root,
            Predicate<EntityPersister> reaches,
            InspectionGuard guard) {
        PersistCascade cascade = new PersistCascade(
                session, CascadingActions.PERSIST, reaches, (entity, link) -> false, RemovalCascade.ofLoaded(session));
        guard.at(PURPOSE, root.getClass().getName(), () -> cascade.visit(entityName, root, Link.OTHER_SIDE));
        return cascade;
    }

    /** Follows the cascade of a flush. */
    static PersistCascade ofFlush(EventSource session, Predicate<EntityPersister> reaches, InspectionGuard guard) {
        return ofFlush(session, reaches, (entity, link) -> false, guard);
    }

    /**
     * Follows the cascade of a flush.
     *
     * @param orphans takes the orphans of the cascade
     */
    static PersistCascade ofFlush(
            EventSource session, Predicate<EntityPersister> reaches, InspectionGuard guard, RemovalCascade orphans) {
        return ofFlush(session, reaches, (entity, link) -> false, guard, orphans);
    }

    /** Follows the cascade of a flush, but leaves out some new entities. */
    static PersistCascade ofFlush(
            EventSource session,
            Predicate<EntityPersister> reaches,
            BiPredicate<Object, Link> leavesOut,
            InspectionGuard guard) {
        return ofFlush(session, reaches, leavesOut, guard, RemovalCascade.ofLoaded(session));
    }

    private static PersistCascade ofFlush(
            EventSource session,
            Predicate<EntityPersister> reaches,
            BiPredicate<Object, Link> leavesOut,
            InspectionGuard guard,
            RemovalCascade orphans) {
        PersistCascade cascade =
                new PersistCascade(session, CascadingActions.PERSIST_ON_FLUSH, reaches, leavesOut, orphans);
        guard.atEachManaged(session, PURPOSE, cascade::visitManaged);
        return cascade;
    }

    /** The new entities that the cascade persists, in the order in which it reaches them. */
    List<Created> created() {
        return created;
    }

    /** The deleted entities that the cascade persists again. */
    List<Object> takenBack() {
        return takenBack.stream().filter(entity -> !orphans.deletes(entity)).toList();
    }

    /** Returns whether the flush deletes this entity: it is removed and not persisted again, or it becomes an orphan. */
    boolean deletes(Object entity, EntityEntry entry) {
        return orphans.deletes(entity) || (entry.getStatus() == Status.DELETED && !takenBack.contains(entity));
    }

    /** The orphans that the cascade deletes, and everything deleted with them. */
    RemovalCascade orphans() {
        return orphans;
    }

    /** Returns whether the cascade deletes this entity as an orphan, or together with one. */
    boolean orphans(Object entity) {
        return orphans.deletes(entity);
    }

    /** Returns whether the cascade loads anything. Only the deletion of orphans does. */
    boolean loads() {
        return orphans.hasLeftOut();
    }

    /**
     * Returns whether the outcome stays the same if the new entities are persisted before the flush. Entities
     * that are persisted early cascade once more after the deletion of orphans, and could persist some of the orphans again.
     * Where Hibernate fails, it may do so before the flush comes to the new ones.
     */
    boolean mayBeginEarly() {
        return !fails() && !loads() && !(joinsManaged && orphans.deletesAny());
    }

    /** Returns whether Hibernate fails at something that it comes to, such as what is detached or of another session. */
    private boolean fails() {
        return meetsForeign || cascades.fails() || orphans.fails();
    }

    /** Returns whether the cascade reaches this entity. */
    boolean comesTo(Object entity) {
        return seen.contains(entity);
    }

    private void visitManaged(Object entity, EntityEntry entry) {
        if (Entities.isManaged(entry) && !orphans.deletes(entity)) {
            visitChildren(entry.getPersister(), entity, entry);
        }
    }

    private void visit(@Nullable String entityName, Object object, Link link) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity == null) {
            meetsForeign |= !isProxyOfSession(object);
            return;
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        if (entry != null) {
            orphans.takeBack(entity);
            joinsManaged |= insideNew > 0;
        }
        if ((entry == null && leavesOut.test(entity, link)) || !seen.add(entity)) {
            return;
        }
        if (entry == null) {
            visitUnmanaged(session.getEntityPersister(entityName, entity), entity);
        } else if (Entities.isManaged(entry)) {
            visitChildren(entry.getPersister(), entity, entry);
        } else if (entry.getStatus() == Status.DELETED) {
            takenBack.add(entity);
            visitChildren(entry.getPersister(), entity, entry);
        }
    }

    /** Returns whether a proxy is one of this session that is not loaded yet. Hibernate passes over it. */
    private boolean isProxyOfSession(Object object) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(object);
        return proxy != null && proxy.isUninitialized() && proxy.getSession() == session;
    }

    private void visitUnmanaged(EntityPersister persister, Object entity) {
        if (Entities.isTransient(persister, entity, session)) {
            created.add(new Created(persister, entity));
            orphans.persists(entity);
            if (persister.hasCascades() && reaches.test(persister)) {
                insideNew++;
                cascades.forEachChild(persister, entity, this::visit);
                insideNew--;
            }
        } else {
            meetsForeign = true;
        }
    }

    private void visitChildren(EntityPersister persister, Object entity, EntityEntry entry) {
        if (persister.hasCascades()) {
            Cascades.Visitor children = reaches.test(persister) ? this::visit : (name, child, link) -> {};
            if (action.deleteOrphans()) {
                cascades.forEachChildAndOrphan(
                        persister, entity, entry, children, (name, orphan, link) -> addOrphan(name, orphan, entity));
            } else {
                cascades.forEachChild(persister, entity, children);
            }
        }
    }

    /** Hibernate loads nothing for orphans behind the place where it fails. */
    private void addOrphan(@Nullable String entityName, Object orphan, Object owner) {
        if (!fails()) {
            orphans.add(entityName, orphan, owner, DeleteCause.ORPHAN);
        }
    }
}
