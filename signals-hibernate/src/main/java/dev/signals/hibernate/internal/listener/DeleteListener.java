package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.ForeignReferences;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;

/** The listeners around {@code remove}, and around each object that a removal cascades to or that a flush finds orphaned. */
final class DeleteListener {

    private DeleteListener() {}

    record Before(SessionStates states, RemovalWalk removals) implements DeleteEventListener {

        @Override
        public void onDelete(DeleteEvent event) {
            EventSource session = event.getSession();
            states.afterEnd().refuse(session, "remove", event.getObject());
            ForeignReferences.refuse(session, event.getObject());
            forgetUnchanged(session);
            if (!removals.hasAnyReceivers(session)) {
                return;
            }
            SessionState state = states.of(session);
            if (event.isOrphanRemovalBeforeUpdates()) {
                // Hibernate removes the orphan of a one-to-one in a cascade, but by a separate event.
                removals.begins(session, state, event.getEntityName(), event.getObject());
            } else {
                state.runningRemovals().begin(session);
                removals.fromRemove(session, state, event.getEntityName(), event.getObject());
            }
        }

        /** Callbacks of the deletion may change any entity. */
        private void forgetUnchanged(EventSource session) {
            SessionState state = states.find(session);
            if (state != null) {
                state.unchanged().forget();
            }
        }

        @Override
        public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
            EventSource session = event.getSession();
            ForeignReferences.refuse(session, event.getObject());
            forgetUnchanged(session);
            if (removals.hasAnyReceivers(session)) {
                removals.begins(session, states.of(session), event.getEntityName(), event.getObject());
            }
        }
    }

    record After(SessionStates states, RemovalWalk removals) implements DeleteEventListener {

        @Override
        public void onDelete(DeleteEvent event) {
            SessionState state = states.find(event.getSession());
            if (state != null) {
                removals.ends(event.getSession(), state, event.getObject());
                if (!event.isOrphanRemovalBeforeUpdates()) {
                    state.runningRemovals().end(event.getSession());
                }
            }
        }

        @Override
        public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
            SessionState state = states.find(event.getSession());
            if (state != null) {
                removals.ends(event.getSession(), state, event.getObject());
            }
        }
    }
}
