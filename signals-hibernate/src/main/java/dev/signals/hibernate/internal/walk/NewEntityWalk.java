package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.dispatch.Interest;
import dev.signals.hibernate.internal.dispatch.PendingSave;
import dev.signals.hibernate.internal.session.Rounds;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.PersistCascade.Created;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Announces new entities before Hibernate gets to them: those that {@code persist} will reach, and those that a flush will
 * reach from managed ones.
 */
public final class NewEntityWalk {

    private final Announcer announcer;
    private final Reach reach;
    private final Looks looks;

    public NewEntityWalk(Announcer announcer, FactorySignals signals, Looks looks) {
        this.announcer = announcer;
        this.looks = looks;
        this.reach = new Reach(
                CascadingActions.PERSIST, new Interest(signals.preSave().signal()));
    }

    /** What is worth a look. */
    Reach reach() {
        return reach;
    }

    /** Whether nobody listens to any entity of the factory. */
    public boolean isIdle(EventSource session) {
        return reach.isIdle(session.getFactory());
    }

    /** Whether the session manages anything of which saves are listened to, or that cascades to such. */
    public boolean concernsAny(EventSource session) {
        return reach.reachesAny(session);
    }

    /** Whether anybody listens to this object, or to what it cascades {@code persist} to. */
    public boolean concerns(EventSource session, @Nullable String entityName, Object object) {
        if (reach.isIdle(session.getFactory())) {
            return false;
        }
        Object entity = Entities.unproxyIfInitialized(object);
        EntityPersister persister = entity == null ? null : Entities.findPersister(session, entityName, entity);
        return persister != null && reach.reaches(persister, session.getFactory());
    }

    /** Announces {@code root}, if it is new, and all new entities it cascades {@code persist} to. */
    public void fromPersist(EventSource session, SessionState state, @Nullable String entityName, Object root) {
        Rounds rounds = state.rounds(session, "persist");
        List<Created> found;
        do {
            found = unannounced(
                    state,
                    PersistCascade.from(session, entityName, root, reach.forOneLook(session.getFactory()), looks));
            // What receivers attach to the graph is found by one more look.
        } while (announce(session, state, found) && rounds.next(found.get(0).entity()));
    }

    /**
     * Announces the new entities that managed ones cascade to, once.
     *
     * @return one of them, as a further look is needed then; null if there were none
     */
    public @Nullable Object fromManaged(EventSource session, SessionState state) {
        List<Created> found =
                unannounced(state, PersistCascade.ofFlush(session, reach.forOneLook(session.getFactory()), looks));
        return announce(session, state, found) ? found.get(0).entity() : null;
    }

    /** Announces a new entity that a cascade has reached and no walk has found. */
    public void late(EventSource session, SessionState state, @Nullable String entityName, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            EntityPersister persister = Entities.findPersister(session, entityName, entity);
            if (persister != null
                    && announcer.wantsPreSave(persister)
                    && Entities.isTransient(persister, entity, session)
                    && state.announcements().addNew(entity)) {
                announce(session, state, List.of(new Created(persister, entity)));
            }
        }
    }

    /** What the cascade is going to persist and nobody has been told of; it counts as going to be announced from now on. */
    private List<Created> unannounced(SessionState state, PersistCascade cascade) {
        List<Created> found = new ArrayList<>();
        for (Created created : cascade.created()) {
            if (announcer.wantsPreSave(created.persister())
                    && state.announcements().addNew(created.entity())) {
                found.add(created);
            }
        }
        return found;
    }

    private boolean announce(EventSource session, SessionState state, List<Created> found) {
        try {
            for (Created each : found) {
                Object id = AssignedId.of(each.persister(), each.entity(), session);
                announcer.preSave(session, state, PendingSave.ofNew(each.persister(), each.entity(), id));
                state.announcements().finished(each.entity());
                DirtyWalk.rememberReferences(session, state, each.persister(), each.entity());
            }
        } finally {
            // After a failure: the others have not been announced, and may be persisted by themselves.
            for (Created each : found) {
                if (state.announcements().isUnfinished(each.entity())) {
                    state.announcements().takeBackNew(each.entity());
                }
            }
        }
        return !found.isEmpty();
    }
}
