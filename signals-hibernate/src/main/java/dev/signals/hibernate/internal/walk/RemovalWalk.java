package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.dispatch.ReceiverLookup;
import dev.signals.hibernate.internal.loop.RoundLimit;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.Removals;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.RemovalCascade.Deleted;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Announces deletions before Hibernate schedules them: everything that a {@code remove} will cascade to, and the orphans
 * that a flush will find. Children come before their parents, as in Django.
 *
 * <p>Entities that are not loaded are loaded for this, but only where the cascade can reach a receiver that is called before
 * the deletion. Otherwise they are recorded when Hibernate itself reaches them.
 */
public final class RemovalWalk {

    private static final String PURPOSE = "what a removal takes along";

    private final EventDispatcher dispatcher;
    private final CascadeReachability reach;
    private final CascadeReachability early;
    private final InspectionGuard guard;

    public RemovalWalk(EventDispatcher dispatcher, FactorySignals signals, InspectionGuard guard) {
        this.dispatcher = dispatcher;
        this.guard = guard;
        this.reach = new CascadeReachability(
                CascadingActions.REMOVE,
                new ReceiverLookup(
                                signals.preDelete().signal(),
                                signals.postDelete().signal(),
                                signals.changed().signal())
                        .or(signals.m2mChanged().signal(), dispatcher.collections()::hasForeignKeys));
        this.early = new CascadeReachability(
                CascadingActions.REMOVE, new ReceiverLookup(signals.preDelete().signal()));
    }

    /** Returns whether any deletion has receivers. */
    public boolean hasAnyReceivers(EventSource session) {
        return reach.hasAnyReceivers(session.getFactory());
    }

    /** Returns whether entities of this type may let go of an orphan that has receivers, or that takes such an entity along. */
    boolean mayFindOrphans(EntityPersister persister) {
        return persister.hasCascades()
                && reach.hasAnyReceivers(persister.getFactory())
                && reach.orphansReachReceivers(persister, persister.getFactory());
    }

    /** Returns whether a removal of entities of this type or its subclasses has receivers, or of anything it takes along. */
    public boolean reachesReceivers(EntityPersister persister) {
        return reach.reachesReceivers(persister, persister.getFactory());
    }

    /** Returns the names of the entity types of which the removal of an entity may take others along. */
    public Set<String> takenAlong(EntityPersister persister) {
        return reach.reached(persister, persister.getFactory());
    }

    /** Loads and returns everything that the removal of these entities deletes, themselves included. */
    public static List<Object> everythingDeleted(EventSource session, List<Object> roots) {
        RemovalCascade cascade = RemovalCascade.loading(session, persister -> true, persister -> true);
        try {
            roots.forEach(root -> cascade.add(null, root, root, DeleteCause.EXPLICIT));
        } catch (Loading.Failure e) {
            throw e.thrown();
        }
        return cascade.deleted().stream().map(Deleted::entity).toList();
    }

    /**
     * Announces entities that a query has selected, and everything that they cascade {@code remove} to.
     *
     * @param origin the query
     */
    public void fromQuery(EventSource session, SessionState state, List<Object> roots, Object origin) {
        boolean hasEarlyReceivers = early.hasAnyReceivers(session.getFactory());
        RoundLimit rounds = state.rounds(session, "remove");
        RemovalCascade cascade;
        do {
            cascade = cascade(session);
            RemovalCascade look = cascade;
            roots.forEach(root -> guard.at(
                    PURPOSE, root.getClass().getName(), () -> look.add(null, root, origin, DeleteCause.EXPLICIT)));
        } while (announce(session, state, cascade) && hasEarlyReceivers && rounds.next(roots.get(0)));
    }

    /** Announces {@code root} and everything it cascades {@code remove} to; {@code root} itself comes last. */
    public void fromRemove(EventSource session, SessionState state, @Nullable String entityName, Object root) {
        PersistenceContext context = session.getPersistenceContextInternal();
        EntityEntry known = context.getEntry(root); // null for a proxy
        EntityPersister persister =
                known != null ? known.getPersister() : Entities.findPersister(session, entityName, root);
        if (persister == null) {
            return;
        }
        CascadeReachability.Answer reached = reach.answer(persister, session.getFactory());
        if (!reached.itself()) {
            return;
        }
        // It is loaded only if a receiver needs it. Without one, Hibernate deletes the row by its reference, as before.
        Object origin = known != null ? root : context.unproxyAndReassociate(root);
        EntityEntry entry = known != null ? known : context.getEntry(origin);
        boolean hasEarlyReceivers = early.reachesReceivers(persister, session.getFactory());
        if (!reached.children() && entry != null && isLoaded(context, persister, origin, entry)) {
            Removal removal = new Removal(origin, entry.getId(), persister, origin, DeleteCause.EXPLICIT, entry);
            announce(session, state, removal, hasEarlyReceivers);
        } else {
            withCascade(session, state, persister.getEntityName(), origin, hasEarlyReceivers);
        }
        if (context.getEntry(origin) == null) {
            removals(state).beginsUnmanaged(context, origin, DeleteCause.EXPLICIT, false);
        } else {
            removals(state).begins(context, origin);
        }
    }

    /**
     * Returns whether an entity is managed and loaded, as is mostly so. Behind other deletions Hibernate may load its references
     * first.
     */
    private static boolean isLoaded(
            PersistenceContext context, EntityPersister persister, Object entity, EntityEntry entry) {
        return Entities.isManaged(entry)
                && entry.getPersister() == persister
                && Hibernate.isInitialized(entity)
                && (context.isNullifiableEntityKeysEmpty() || !persister.hasUninitializedLazyProperties(entity));
    }

    private void withCascade(
            EventSource session, SessionState state, String entityName, Object root, boolean hasEarlyReceivers) {
        Removal known = removals(state).find(root); // A query may have announced it.
        Object origin = known == null ? root : known.origin();
        RoundLimit rounds = state.rounds(session, "remove");
        RemovalCascade cascade;
        do {
            cascade = cascade(session);
            RemovalCascade look = cascade;
            guard.at(
                    PURPOSE, root.getClass().getName(), () -> look.add(entityName, root, origin, DeleteCause.EXPLICIT));
        } while (announce(session, state, cascade) && hasEarlyReceivers && rounds.next(root));
    }

    private RemovalCascade cascade(EventSource session) {
        return RemovalCascade.loading(
                session, early.forOneLook(session.getFactory()), reach.forOneLook(session.getFactory()));
    }

    /**
     * Announces the orphans of managed entities, once.
     *
     * @return one of the orphans, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object orphans(EventSource session, SessionState state) {
        RemovalCascade orphans = PersistCascade.ofFlush(session, persister -> true, guard, cascade(session))
                .orphans();
        removals(state).expectBack(orphans.takenBack());
        return announce(session, state, orphans) ? orphans.deleted().get(0).entity() : null;
    }

    /**
     * Returns whether a flush now would delete as an orphan an entity that is being removed, while its receivers are called.
     * Hibernate would then delete it a second time.
     */
    public boolean isFlushBlocked(EventSource session, SessionState state) {
        if (!state.preSaveTracker().isDispatching() || !removals(state).isAnyBeingRemoved()) {
            return false;
        }
        boolean[] blocked = {false};
        Cascades cascades = new Cascades(session, CascadingActions.REMOVE);
        guard.atEachManaged(session, PURPOSE, (owner, entry) -> {
            EntityPersister persister = entry.getPersister();
            if (Entities.isManaged(entry) && persister.hasCascades()) {
                cascades.forEachOrphan(persister, owner, entry, (name, orphan, link) -> {
                    Object entity = Entities.unproxyIfInitialized(orphan);
                    blocked[0] |= entity != null && removals(state).isBeingRemoved(entity);
                });
            }
        });
        return blocked[0];
    }

    /**
     * Records that Hibernate is about to delete an object inside a cascade. If no walk has found it and it has receivers
     * that are called before the deletion, they are called now, late. They are not called for a child that only moves from
     * one parent to another, because the cascade of the new parent will cancel its deletion.
     */
    public void begins(EventSource session, SessionState state, @Nullable String entityName, Object object) {
        EntityPersister persister = Entities.findPersister(session, entityName, object);
        if (persister == null || !reach.reachesReceivers(persister, session.getFactory())) {
            return;
        }
        Object entity = session.getPersistenceContextInternal().unproxyAndReassociate(object);
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        if (entry == null) {
            beginsUnmanaged(session, state, session.getEntityPersister(persister.getEntityName(), entity), entity);
        } else if (Entities.isManaged(entry)) {
            if (removals(state).find(entity) == null) {
                Removal removal =
                        removals(state).notSeen(entity, entry, state.flush().isUnderWay());
                if (removals(state).isExpectedBack(entity)) {
                    removals(state).add(removal, false);
                } else {
                    announce(session, state, removal, false);
                }
            }
            removals(state).schedule(entity);
            removals(state).begins(session.getPersistenceContextInternal(), entity);
        }
    }

    /** Records that Hibernate is about to find out whether an object that it does not manage is detached, and to delete it then. */
    private void beginsUnmanaged(EventSource session, SessionState state, EntityPersister persister, Object entity) {
        boolean inFlush = state.flush().isUnderWay();
        if (early.reachesReceivers(persister, session.getFactory())
                && removals(state).find(entity) == null
                && !session.getFactory().getSessionFactoryOptions().isJpaBootstrap()) {
            @Nullable EntityKey[] key = {null};
            guard.at(PURPOSE, persister.getEntityName(), () -> key[0] = keyOfDetached(session, persister, entity));
            if (key[0] != null) {
                announce(session, state, removals(state).notSeenDetached(entity, key[0], persister, inFlush), false);
            }
        }
        removals(state).beginsUnmanaged(session.getPersistenceContextInternal(), entity, null, inFlush);
    }

    /**
     * Returns the key of an instance that Hibernate is about to delete; null if it is transient, or if there is another instance of
     * its row, of which Hibernate has deleted the row already, or fails. The database is asked as Hibernate will do next ({@code
     * DefaultDeleteEventListener.deleteUnmanagedInstance}); the session keeps the answer for it.
     */
    private static @Nullable EntityKey keyOfDetached(EventSource session, EntityPersister persister, Object entity) {
        Object id = Entities.isWithoutRow(persister, entity, session) ? null : persister.getIdentifier(entity, session);
        EntityKey key = id == null ? null : session.generateEntityKey(id, persister);
        boolean isFirst = key != null && session.getPersistenceContextInternal().getEntity(key) == null;
        return isFirst ? key : null;
    }

    /** Records that Hibernate has come to the end of deleting an object, which may be a proxy that is not loaded. */
    public void ends(EventSource session, SessionState state, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        removals(state).ends(session.getPersistenceContextInternal(), entity == null ? object : entity);
    }

    private boolean announce(EventSource session, SessionState state, RemovalCascade cascade) {
        cascade.unloaded().forEach(removals(state)::foresee);
        boolean announced = false;
        for (Deleted deleted : List.copyOf(cascade.deleted())) {
            // A receiver of another entity may have removed and announced it; it may even be gone.
            if (reach.reachesReceivers(deleted.persister(), session.getFactory())
                    && removals(state).find(deleted.entity()) == null
                    && isStillThere(session, deleted)) {
                announced = true;
                announce(session, state, removal(deleted), deleted.inOrder());
            }
        }
        return announced;
    }

    /**
     * @param inOrder whether this is its place among the deletions; otherwise its place is the one in which Hibernate queues
     *     it
     */
    private void announce(EventSource session, SessionState state, Removal removal, boolean inOrder) {
        if (removals(state).add(removal, inOrder)) {
            dispatcher.preDelete(session, state, removal);
        }
    }

    private static Removal removal(Deleted deleted) {
        return new Removal(
                deleted.entity(),
                deleted.id(),
                deleted.persister(),
                deleted.origin(),
                deleted.cause(),
                deleted.entry());
    }

    private static boolean isStillThere(EventSource session, Deleted deleted) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(deleted.entity());
        return deleted.entry() == null || (entry != null && Entities.isManaged(entry));
    }

    private static Removals removals(SessionState state) {
        return state.journal().removals();
    }
}
