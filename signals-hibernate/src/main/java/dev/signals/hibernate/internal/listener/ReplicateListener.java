package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;

/** Before {@code replicate}, and before each object it cascades to: notes what is written as it is. */
@SuppressWarnings("deprecation") // deprecated in Hibernate 7.4, but there
record ReplicateListener(SessionStates states, EventDispatcher dispatcher) implements ReplicateEventListener {

    @Override
    public void onReplicate(ReplicateEvent event) {
        if (dispatcher.hasAnyReceivers(event.getSession().getFactory())) {
            states.of(event.getSession()).journal().replicating(event.getObject());
        }
    }
}
