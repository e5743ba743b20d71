package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.DeleteCause;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.dispatch.Interest;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.Rounds;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Announces deletions before Hibernate schedules them: all that a {@code remove} will cascade to, and the orphans that a
 * flush will find. Children come before their parents, as in Django.
 */
public final class RemovalWalk {

    private static final String PURPOSE = "what a removal takes along";

    private final Announcer announcer;
    private final Reach reach;
    private final Looks looks;

    public RemovalWalk(Announcer announcer, FactorySignals signals, Looks looks) {
        this.announcer = announcer;
        this.looks = looks;
        this.reach = new Reach(
                CascadingActions.REMOVE,
                new Interest(
                        signals.preDelete().signal(),
                        signals.postDelete().signal(),
                        signals.changed().signal()));
    }

    /** Whether nobody listens to any deletion. */
    public boolean isIdle(EventSource session) {
        return reach.isIdle(session.getFactory());
    }

    /** Whether the session manages anything that a removal could take along, and somebody listens to. */
    public boolean concernsAny(EventSource session) {
        return reach.reachesAny(session);
    }

    /** Announces {@code root} and all it cascades {@code remove} to, itself last. */
    public void fromRemove(EventSource session, SessionState state, @Nullable String entityName, Object root) {
        Object origin = initializeIfWanted(session, entityName, root);
        if (origin == null) {
            return;
        }
        Rounds rounds = state.rounds(session, "remove");
        List<Removal> found;
        do {
            found = new Collector(session, state, origin, DeleteCause.EXPLICIT).collect(entityName, origin);
        } while (announce(session, state, found) && rounds.next(origin));
    }

    /**
     * Announces what managed entities have let go of, once.
     *
     * @return one of them, as a further look is needed then; null if there were none
     */
    public @Nullable Object orphans(EventSource session, SessionState state) {
        List<Removal> found = new ArrayList<>();
        Predicate<EntityPersister> reaches = reach.forOneLook(session.getFactory());
        looks.atEachManaged(session, PURPOSE, (entity, entry) -> {
            EntityPersister persister = entry.getPersister();
            if (Entities.isManaged(entry) && persister.hasCascades() && reaches.test(persister)) {
                found.addAll(new Collector(session, state, entity, DeleteCause.ORPHAN)
                        .collectOrphans(persister, entity, entry));
            }
        });
        return announce(session, state, found) ? found.get(0).instance() : null;
    }

    /**
     * Whether a flush now would delete, as an orphan, what {@code remove} was called for and receivers are being told of:
     * Hibernate would then delete it once more.
     */
    public boolean isFlushBlocked(EventSource session, SessionState state) {
        if (!state.announcements().isDispatching() || !state.facts().isAnyBeingRemoved()) {
            return false;
        }
        boolean[] blocked = {false};
        Cascades cascades = new Cascades(session, CascadingActions.REMOVE);
        looks.atEachManaged(session, PURPOSE, (owner, entry) -> {
            EntityPersister persister = entry.getPersister();
            if (Entities.isManaged(entry) && persister.hasCascades()) {
                cascades.forEachOrphan(persister, owner, entry, (name, orphan, link) -> {
                    Object entity = Entities.unproxyIfInitialized(orphan);
                    blocked[0] |= entity != null && state.facts().isBeingRemoved(entity);
                });
            }
        });
        return blocked[0];
    }

    /**
     * Notes that Hibernate is about to delete an object, inside a cascade. Should no walk have found it, it is announced
     * now, late.
     */
    public void scheduled(EventSource session, SessionState state, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        EntityEntry entry =
                entity == null ? null : session.getPersistenceContextInternal().getEntry(entity);
        if (entity == null || entry == null || !Entities.isManaged(entry)) {
            return;
        }
        if (announcer.wantsDeletes(entry.getPersister()) && state.facts().findRemoval(entity) == null) {
            announce(session, state, List.of(removal(entity, entry, entity, DeleteCause.CASCADE)));
        }
        state.facts().removalScheduled(entity);
    }

    private boolean announce(EventSource session, SessionState state, List<Removal> found) {
        boolean announced = false;
        for (Removal removal : found) {
            // It may have been removed, and announced, by a receiver of another one, and be gone even.
            if (isStillThere(session, removal) && state.facts().removing(removal)) {
                announced = true;
                announcer.preDelete(session, state, removal);
            }
        }
        return announced;
    }

    /**
     * The entity behind a reference, which is loaded only if a receiver wants to see it: without one, Hibernate can delete
     * the row without loading it, and still shall.
     */
    private @Nullable Object initializeIfWanted(EventSource session, @Nullable String entityName, Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        EntityPersister persister = initializer != null
                ? session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName())
                : Entities.findPersister(session, entityName, object);
        if (persister == null || !reach.reaches(persister, session.getFactory())) {
            return null;
        }
        return session.getPersistenceContextInternal().unproxyAndReassociate(object);
    }

    private static boolean isStillThere(EventSource session, Removal removal) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(removal.instance());
        return !removal.wasManaged() || (entry != null && Entities.isManaged(entry));
    }

    private static Removal removal(Object entity, EntityEntry entry, Object origin, DeleteCause cause) {
        return new Removal(entity, entry.getId(), entry.getPersister(), origin, cause, entry);
    }

    /** Collects what one removal, or one owner's orphans, will take along. */
    private final class Collector {

        private final EventSource session;
        private final SessionState state;
        private final Object origin;
        private final DeleteCause rootCause;
        private final Cascades cascades;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<Removal> found = new ArrayList<>();

        Collector(EventSource session, SessionState state, Object origin, DeleteCause rootCause) {
            this.session = session;
            this.state = state;
            this.origin = origin;
            this.rootCause = rootCause;
            this.cascades = new Cascades(session, CascadingActions.REMOVE);
        }

        List<Removal> collect(@Nullable String entityName, Object root) {
            looks.at(PURPOSE, root.getClass().getName(), () -> visit(entityName, root, rootCause));
            return found;
        }

        List<Removal> collectOrphans(EntityPersister persister, Object owner, EntityEntry entry) {
            cascades.forEachOrphan(
                    persister, owner, entry, (name, orphan, link) -> visit(name, orphan, DeleteCause.ORPHAN));
            return found;
        }

        private void visit(@Nullable String entityName, Object object, DeleteCause cause) {
            Object entity = Loading.of(() -> initializeIfWanted(session, entityName, object));
            if (entity == null || !seen.add(entity)) {
                return;
            }
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            if (entry == null) {
                visitUnmanaged(session.getEntityPersister(entityName, entity), entity, cause);
            } else if (Entities.isManaged(entry)) {
                EntityPersister persister = entry.getPersister();
                cascades.forEachOrphan(
                        persister, entity, entry, (name, orphan, link) -> visit(name, orphan, DeleteCause.ORPHAN));
                visitChildren(persister, entity, false);
                if (announcer.wantsDeletes(persister) && state.facts().findRemoval(entity) == null) {
                    found.add(removal(entity, entry, origin, cause));
                }
                visitChildren(persister, entity, true);
            }
        }

        /**
         * Hibernate cascades the removal of a transient object without deleting the object itself. A detached one it
         * deletes, unless it was built as a JPA implementation; what that cascades to is found when it happens.
         */
        private void visitUnmanaged(EntityPersister persister, Object entity, DeleteCause cause) {
            if (Entities.isTransient(persister, entity, session)) {
                visitChildren(persister, entity, false);
                visitChildren(persister, entity, true);
            } else if (!session.getFactory().getSessionFactoryOptions().isJpaBootstrap()
                    && announcer.wantsDeletes(persister)
                    && state.facts().findRemoval(entity) == null) {
                Object id = persister.getIdentifier(entity, session);
                found.add(new Removal(entity, id, persister, origin, cause, null));
            }
        }

        /**
         * @param referenced whether to visit what the entity's own row refers to, which is deleted after it, or the others
         */
        private void visitChildren(EntityPersister persister, Object entity, boolean referenced) {
            if (persister.hasCascades() && reach.reaches(persister, session.getFactory())) {
                cascades.forEachChild(persister, entity, (name, child, link) -> {
                    if (referenced == (link == Link.OWN_ROW)) {
                        visit(name, child, DeleteCause.CASCADE);
                    }
                });
            }
        }
    }
}
