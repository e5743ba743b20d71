package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/** The listener before {@code persist}, and before each object that a persist or a flush cascades to. */
final class PersistListener implements PersistEventListener {

    private final SessionStates states;
    private final NewEntityWalk newEntities;

    PersistListener(SessionStates states, NewEntityWalk newEntities) {
        this.states = states;
        this.newEntities = newEntities;
    }

    @Override
    public void onPersist(PersistEvent event) {
        states.afterEnd().refuse(event.getSession(), "persist", event.getObject());
        refuseSecondSave(event);
        takeRemovalBack(event);
        newEntities.fromPersist(event.getSession(), states, event.getEntityName(), event.getObject());
    }

    /** Refuses to persist an entity that a merge is saving. Hibernate has not recorded it yet and would insert it twice. */
    private void refuseSecondSave(PersistEvent event) {
        SessionState state = states.find(event.getSession());
        if (state != null && state.preSaveTracker().isBeingSaved(event.getObject())) {
            throw new IllegalStateException("persist of "
                    + event.getSession().bestGuessEntityName(event.getObject())
                    + " is refused while receivers are called for its merge: it would be inserted twice; leave it to the"
                    + " merge, and persist in POST_SAVE what takes its identifier from it, as with @MapsId");
        }
    }

    /**
     * Announces a new entity late. Everything in a cascade has been announced before, unless a callback or another listener
     * has just added it.
     */
    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        takeRemovalBackByCascade(event);
        EventSource session = event.getSession();
        if (!newEntities.hasAnyReceivers(session)) {
            return;
        }
        SessionState state = states.of(session);
        Object entity = event.getObject();
        if (state.preSaveTracker().isUnfinished(entity)
                && session.getPersistenceContextInternal().getEntry(entity) == null) {
            // A receiver flushes before this new entity has been sent to all receivers. It must not be inserted now, so
            // it
            // is marked as already handled in this flush.
            createdAlready.add(entity);
        } else {
            newEntities.late(session, state, event.getEntityName(), entity);
        }
    }

    private void takeRemovalBack(PersistEvent event) {
        SessionState state = states.find(event.getSession());
        if (state != null && isDeleted(event)) {
            state.journal().removals().takenBack(event.getObject());
        }
    }

    private void takeRemovalBackByCascade(PersistEvent event) {
        SessionState state = states.find(event.getSession());
        if (state != null && isDeleted(event)) {
            state.journal().removals().unschedule(event.getObject());
        }
    }

    private static boolean isDeleted(PersistEvent event) {
        EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(event.getObject());
        return entry != null && entry.getStatus().isDeletedOrGone();
    }
}
