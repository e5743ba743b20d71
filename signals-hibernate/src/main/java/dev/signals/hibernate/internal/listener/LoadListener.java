package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** The listener for loading entities. Hibernate reuses one event object, so its values are read at once. */
record LoadListener(SessionStates states, EventDispatcher dispatcher)
        implements PreLoadEventListener, PostLoadEventListener {

    private static final Object[] UNKNOWN = {};

    @Override
    public void onPreLoad(PreLoadEvent event) {
        EntityPersister persister = event.getPersister();
        if (dispatcher.hasPreInitReceivers(persister)) {
            EventSource session = event.getSession();
            Object id = event.getId();
            Object[] values = event.getState();
            Object entity = event.getEntity();
            Object instance = Hibernate.isInitialized(entity) ? Hibernate.unproxy(entity) : null;
            dispatcher.preInit(session, states.of(session), persister, instance, id, values);
        }
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        EventSource session = event.getSession();
        Object instance = event.getEntity();
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(instance);
        if (entry != null && dispatcher.hasPostInitReceivers(entry.getPersister())) {
            Object[] loaded = entry.getLoadedState();
            dispatcher.postInit(
                    session,
                    states.of(session),
                    entry.getPersister(),
                    instance,
                    entry.getId(),
                    loaded == null ? UNKNOWN : loaded);
        }
    }
}
