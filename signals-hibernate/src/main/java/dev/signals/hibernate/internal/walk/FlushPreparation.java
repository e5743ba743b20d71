package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;

/**
 * The preparation that Hibernate makes before a flush: it cascades, and forgets what an earlier flush has recorded for
 * collections. For some queries it does so some time before the flush. Receivers that are called in between may attach new
 * entities and flush themselves.
 */
public final class FlushPreparation {

    private FlushPreparation() {}

    /** Runs the preparation once more. */
    public static void repeat(EventSource session) {
        List<Object> cascading = new ArrayList<>();
        ManagedEntities.forEach(session, (entity, entry) -> {
            if (Entities.isManaged(entry) && entry.getPersister().hasCascades()) {
                cascading.add(entity);
            }
        });
        PersistContext done = PersistContext.create();
        cascading.forEach(entity -> session.persistOnFlush(null, entity, done));
        session.getPersistenceContextInternal()
                .forEachCollectionEntry((collection, entry) -> entry.preFlush(collection), true);
    }
}
