package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/** Before {@code persist}, and before each object that a persist or a flush cascades to. */
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
        EventSource session = event.getSession();
        if (newEntities.mayAnnounce(session, event.getEntityName(), event.getObject())) {
            SessionState state = states.of(session);
            state.beginOperation(session);
            newEntities.fromPersist(session, state, event.getEntityName(), event.getObject());
        }
    }

    /** Hibernate has not noted yet that it is saving the entity, and would insert it twice. */
    private void refuseSecondSave(PersistEvent event) {
        SessionState state = states.find(event.getSession());
        if (state != null && state.preSaveTracker().isBeingSaved(event.getObject())) {
            throw new IllegalStateException("persist of "
                    + event.getSession().bestGuessEntityName(event.getObject())
                    + " is refused while receivers are told that it is being merged: it would be inserted twice; leave it to the"
                    + " merge, and persist in POST_SAVE what takes its identifier from it, as with @MapsId");
        }
    }

    /**
     * Called inside a cascade. Everything in it has been announced before, unless a callback or another listener brought it
     * in meanwhile; then it is announced here, late.
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
            // A receiver flushes while some receivers have yet to see this new entity. It must not be inserted now,
            // so Hibernate is told that it has dealt with it in this flush already.
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
