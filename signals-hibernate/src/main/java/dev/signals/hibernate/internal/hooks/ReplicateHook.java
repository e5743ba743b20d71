package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;

/** Before {@code replicate}, and before each object it cascades to: notes what is written as it is. */
@SuppressWarnings("deprecation") // deprecated in Hibernate 7.4, but there
record ReplicateHook(SessionStates states, Announcer announcer) implements ReplicateEventListener {

    @Override
    public void onReplicate(ReplicateEvent event) {
        if (!announcer.isIdle(event.getSession().getFactory())) {
            states.of(event.getSession()).facts().replicating(event.getObject());
        }
    }
}
