package dev.signals.hibernate.internal.listener;

import org.hibernate.FlushMode;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreFlushEvent;
import org.hibernate.event.spi.PreFlushEventListener;

/** The listener before the cascades that Hibernate runs early for a query with a new entity among its parameters. */
record PreFlushListener(BeforeFlush before) implements PreFlushEventListener {

    @Override
    public void onAutoPreFlush(PreFlushEvent event) {
        EventSource session = event.getSession();
        FlushMode mode = session.getHibernateFlushMode();
        if ((mode == FlushMode.AUTO || mode == FlushMode.ALWAYS)
                && event.getParameterBindings().hasAnyTransientEntityBindings(session)) {
            before.announceReached(session);
        }
    }
}
