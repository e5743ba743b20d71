package dev.signals.hibernate.internal.timeline;

import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/**
 * A listener that notices sessions by their first operation, because Hibernate has no event for the opening of a
 * session.
 */
record SessionNotice(Timelines timelines)
        implements PersistEventListener,
                MergeEventListener,
                DeleteEventListener,
                LoadEventListener,
                FlushEventListener,
                AutoFlushEventListener {

    static void register(EventListenerRegistry registry, Timelines timelines) {
        SessionNotice notice = new SessionNotice(timelines);
        registry.getEventListenerGroup(EventType.PERSIST).prependListener(notice);
        registry.getEventListenerGroup(EventType.MERGE).prependListener(notice);
        registry.getEventListenerGroup(EventType.DELETE).prependListener(notice);
        registry.getEventListenerGroup(EventType.LOAD).prependListener(notice);
        registry.getEventListenerGroup(EventType.FLUSH).prependListener(notice);
        registry.getEventListenerGroup(EventType.AUTO_FLUSH).prependListener(notice);
    }

    @Override
    public void onPersist(PersistEvent event) {
        timelines.noticed(event.getSession());
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {}

    @Override
    public void onMerge(MergeEvent event) {
        timelines.noticed(event.getSession());
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {}

    @Override
    public void onDelete(DeleteEvent event) {
        timelines.noticed(event.getSession());
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext transientEntities) {}

    @Override
    public void onLoad(LoadEvent event, LoadType loadType) {
        timelines.noticed(event.getSession());
    }

    @Override
    public void onFlush(FlushEvent event) {
        timelines.noticed(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        timelines.noticed(event.getSession());
    }
}
