package dev.signals.hibernate.internal.listener;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreFlushEvent;
import org.hibernate.event.spi.PreFlushEventListener;

/**
 * The listener before the cascades that Hibernate runs early for a query with a new entity among its parameters. To find one may
 * be a look into the second-level cache. Hibernate looks only if the session manages anything ({@code
 * DefaultPreFlushEventListener.preFlushMightBeNeeded}).
 */
record PreFlushListener(BeforeFlush before) implements PreFlushEventListener {

    @Override
    public void onAutoPreFlush(PreFlushEvent event) {
        EventSource session = event.getSession();
        FlushMode mode = session.getHibernateFlushMode();
        if ((mode == FlushMode.AUTO || mode == FlushMode.ALWAYS)
                && isAnythingHeld(session.getPersistenceContextInternal())
                && before.mayAnnounce(session)
                && event.getParameterBindings().hasAnyTransientEntityBindings(session)) {
            before.announceReached(session);
        }
    }

    private static boolean isAnythingHeld(PersistenceContext context) {
        return context.getNumberOfManagedEntities() > 0 || context.getCollectionEntriesSize() > 0;
    }
}
