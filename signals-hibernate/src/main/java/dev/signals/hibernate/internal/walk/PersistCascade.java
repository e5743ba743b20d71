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
import org.jspecify.annotations.Nullable;

/**
 * What a cascade of {@code persist} is going to do, found without acting. No receiver is called meanwhile, since it might change
 * what is being walked.
 *
 * <p>That of a flush begins at each managed entity in turn: an entity cascades first and lets go of its orphans then, and what has
 * become an orphan before its turn cascades no more ({@code AbstractFlushingEventListener.prepareEntityFlushes}).
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
    private final Set<Object> takenBack = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A new entity that the cascade is going to persist. */
    record Created(EntityPersister persister, Object entity) {}

    /**
     * @param reaches whether it is worth the while to follow the cascades of an entity type
     * @param leavesOut whether a new entity is left out, with all that only it cascades to
     * @param orphans is given its orphans
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

    /** That of {@code persist(root)}. */
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

    /** That of a flush. */
    static PersistCascade ofFlush(EventSource session, Predicate<EntityPersister> reaches, InspectionGuard guard) {
        return ofFlush(session, reaches, (entity, link) -> false, guard);
    }

    /**
     * That of a flush.
     *
     * @param orphans is given its orphans
     */
    static PersistCascade ofFlush(
            EventSource session, Predicate<EntityPersister> reaches, InspectionGuard guard, RemovalCascade orphans) {
        return ofFlush(session, reaches, (entity, link) -> false, guard, orphans);
    }

    /** That of a flush, which leaves out some new entities. */
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

    /** The new entities that it persists, in the order in which it comes to them. */
    List<Created> created() {
        return created;
    }

    /** The deleted entities that it persists again. */
    List<Object> takenBack() {
        return takenBack.stream().filter(entity -> !orphans.deletes(entity)).toList();
    }

    /** Whether the flush deletes this entity: it is removed and not persisted again, or becomes an orphan. */
    boolean deletes(Object entity, EntityEntry entry) {
        return orphans.deletes(entity) || (entry.getStatus() == Status.DELETED && !takenBack.contains(entity));
    }

    /** What it deletes as orphans, and with them. */
    RemovalCascade orphans() {
        return orphans;
    }

    /** Whether it deletes this entity as an orphan, or with one. */
    boolean orphans(Object entity) {
        return orphans.deletes(entity);
    }

    /** Whether it loads anything, which only the deletion of orphans does. */
    boolean loads() {
        return orphans.hasLeftOut();
    }

    /**
     * Whether the same happens if its new entities are persisted before: they cascade once more then, behind the deletion of orphans,
     * and would take some of them back.
     */
    boolean mayBeginEarly() {
        return !loads() && !(joinsManaged && orphans.deletesAny());
    }

    /** Whether it comes to this entity. */
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

    private void visitUnmanaged(EntityPersister persister, Object entity) {
        if (Entities.isTransient(persister, entity, session)) {
            created.add(new Created(persister, entity));
            if (persister.hasCascades() && reaches.test(persister)) {
                insideNew++;
                cascades.forEachChild(persister, entity, this::visit);
                insideNew--;
            }
        }
    }

    private void visitChildren(EntityPersister persister, Object entity, EntityEntry entry) {
        if (persister.hasCascades()) {
            Cascades.Visitor children = reaches.test(persister) ? this::visit : (name, child, link) -> {};
            if (action.deleteOrphans()) {
                cascades.forEachChildAndOrphan(
                        persister,
                        entity,
                        entry,
                        children,
                        (name, orphan, link) -> orphans.add(name, orphan, entity, DeleteCause.ORPHAN));
            } else {
                cascades.forEachChild(persister, entity, children);
            }
        }
    }
}
