package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.ClearEvent;
import org.hibernate.event.spi.ClearEventListener;

/** The listener for clearing the persistence context. */
record ClearListener(SessionStates states) implements ClearEventListener {

    @Override
    public void onClear(ClearEvent event) {
        SessionState state = states.find(event.getSession());
        if (state != null) {
            state.contextCleared();
        }
    }
}
