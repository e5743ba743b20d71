package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;

/**
 * The listener before {@code replicate}, and before each object it cascades to. It records which objects are written as they
 * are.
 */
@SuppressWarnings("deprecation") // deprecated in Hibernate 7.4, but there
record ReplicateListener(SessionStates states, EventDispatcher dispatcher) implements ReplicateEventListener {

    @Override
    public void onReplicate(ReplicateEvent event) {
        states.afterEnd().refuse(event.getSession(), "replicate", event.getObject());
        if (dispatcher.hasAnyReceivers(event.getSession().getFactory())) {
            states.of(event.getSession()).journal().replicating(event.getObject());
        }
    }
}
