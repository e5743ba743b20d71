package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.dispatch.ReceiverLookup;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.loop.RoundLimit;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.PersistCascade.Created;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Announces new entities before Hibernate reaches them: the entities that {@code persist} will reach, and the entities that
 * a flush will reach from managed ones.
 */
public final class NewEntityWalk {

    private static final String PURPOSE = "new entities";

    private final EventDispatcher dispatcher;
    private final CascadeReachability reach;
    private final InspectionGuard guard;

    public NewEntityWalk(EventDispatcher dispatcher, FactorySignals signals, InspectionGuard guard) {
        this.dispatcher = dispatcher;
        this.guard = guard;
        this.reach = new CascadeReachability(
                CascadingActions.PERSIST, new ReceiverLookup(signals.preSave().signal()));
    }

    /** Returns which entity types are worth an inspection. */
    CascadeReachability reach() {
        return reach;
    }

    /** Returns whether any entity of the factory has receivers of PRE_SAVE. */
    public boolean hasAnyReceivers(EventSource session) {
        return reach.hasAnyReceivers(session.getFactory());
    }

    /** Returns whether managed entities of this type may cascade to a new entity with receivers. */
    boolean mayFindAny(EntityPersister persister) {
        return persister.hasCascades()
                && reach.hasAnyReceivers(persister.getFactory())
                && reach.childrenReachReceivers(persister, persister.getFactory());
    }

    /** Returns whether entities of this type may let go of an orphan that has receivers. */
    boolean mayFindOrphans(EntityPersister persister) {
        return persister.hasCascades()
                && reach.hasAnyReceivers(persister.getFactory())
                && reach.orphansReachReceivers(persister, persister.getFactory());
    }

    /**
     * Announces {@code object}, if it is new, and all new entities it cascades {@code persist} to.
     *
     * @param states gives the state of the session, which is made only if there is anything to announce
     */
    public void fromPersist(EventSource session, SessionStates states, @Nullable String entityName, Object object) {
        SessionFactoryImplementor factory = session.getFactory();
        Object entity = reach.hasAnyReceivers(factory) ? Entities.unproxyIfInitialized(object) : null;
        EntityPersister persister = entity == null ? null : Entities.findPersister(session, entityName, entity);
        if (entity == null || persister == null || !reach.reachesReceivers(persister, factory)) {
            return;
        }
        SessionState state = states.of(session);
        state.beginOperation(session);
        if (reach.childrenReachReceivers(persister, factory)) {
            fromRoot(session, state, persister.getEntityName(), object); // so that nobody is asked for the name again
        } else if (dispatcher.hasPreSaveReceivers(persister)) {
            alone(session, state, persister, entity);
        }
    }

    /** Announces an entity if it is new and has not been announced. */
    private void alone(EventSource session, SessionState state, EntityPersister persister, Object entity) {
        if (session.getPersistenceContextInternal().getEntry(entity) == null
                && guard.isTrue(
                        PURPOSE, persister.getEntityName(), () -> Entities.isTransient(persister, entity, session))
                && state.preSaveTracker().addNew(entity)) {
            try {
                announce(session, state, persister, entity);
            } finally {
                takeBackIfUnfinished(state, entity);
            }
        }
    }

    private void fromRoot(EventSource session, SessionState state, String entityName, Object root) {
        RoundLimit rounds = state.rounds(session, "persist");
        List<Created> found;
        do {
            found = unannounced(
                    state,
                    PersistCascade.from(
                            session, entityName, root, reach.childrenForOneLook(session.getFactory()), guard));
            // Another inspection finds what receivers have attached to the graph.
        } while (announce(session, state, found) && rounds.next(found.get(0).entity()));
    }

    /**
     * Announces the new entities that managed ones cascade to, once.
     *
     * @return one of the new entities, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object fromManaged(EventSource session, SessionState state) {
        List<Created> found = unannounced(
                state, PersistCascade.ofFlush(session, reach.childrenForOneLook(session.getFactory()), guard));
        return announce(session, state, found) ? found.get(0).entity() : null;
    }

    /** Announces a new entity that a cascade has reached and no walk has found. */
    public void late(EventSource session, SessionState state, @Nullable String entityName, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            EntityPersister persister = Entities.findPersister(session, entityName, entity);
            if (persister != null && dispatcher.hasPreSaveReceivers(persister)) {
                alone(session, state, persister, entity);
            }
        }
    }

    /**
     * Returns the entities that the cascade will persist and that have not been announced. From now on they count as
     * announced.
     */
    private List<Created> unannounced(SessionState state, PersistCascade cascade) {
        List<Created> found = new ArrayList<>();
        for (Created created : cascade.created()) {
            if (dispatcher.hasPreSaveReceivers(created.persister())
                    && state.preSaveTracker().addNew(created.entity())) {
                found.add(created);
            }
        }
        return found;
    }

    private boolean announce(EventSource session, SessionState state, List<Created> found) {
        try {
            for (Created each : found) {
                announce(session, state, each.persister(), each.entity());
            }
        } finally {
            found.forEach(each -> takeBackIfUnfinished(state, each.entity()));
        }
        return !found.isEmpty();
    }

    private void announce(EventSource session, SessionState state, EntityPersister persister, Object entity) {
        Object id = AssignedId.of(persister, entity, session);
        dispatcher.preSave(session, state, PendingSave.ofNew(persister, entity, id));
        state.preSaveTracker().finished(entity);
        guard.at(
                PURPOSE,
                persister.getEntityName(),
                () -> DirtyWalk.rememberReferences(session, state, persister, entity));
    }

    /** After a failure, an entity that has not been sent to all receivers is not announced, and may be persisted by itself. */
    private static void takeBackIfUnfinished(SessionState state, Object entity) {
        if (state.preSaveTracker().isUnfinished(entity)) {
            state.preSaveTracker().takeBackNew(entity);
        }
    }
}
