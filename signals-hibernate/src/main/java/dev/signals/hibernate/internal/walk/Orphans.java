package dev.signals.hibernate.internal.walk;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What the cascades of a flush will delete as orphans, as far as a look has come that goes through the managed entities as the
 * flush does. Loads nothing, so an orphan is missing if only a collection that is not loaded leads to it.
 */
final class Orphans {

    private final EventSource session;
    private final Cascades removals;
    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean proxies;

    Orphans(EventSource session) {
        this.session = session;
        this.removals = Cascades.ofLoaded(session, CascadingActions.REMOVE);
    }

    /** Adds what this entity has let go of, with all that the removal of it takes along. */
    void addOf(EntityPersister persister, Object owner, EntityEntry entry) {
        if (persister.hasCascades()) {
            removals.forEachOrphan(persister, owner, entry, (name, orphan, link) -> add(orphan));
        }
    }

    private void add(Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        EntityEntry entry =
                entity == null ? null : session.getPersistenceContextInternal().getEntry(entity);
        proxies |= entity == null;
        if (entity != null && entry != null && Entities.isManaged(entry) && found.add(entity)) {
            EntityPersister persister = entry.getPersister();
            addOf(persister, entity, entry);
            if (persister.hasCascades()) {
                removals.forEachChild(persister, entity, (name, child, link) -> add(child));
            }
        }
    }

    /** Notes that a cascade of the flush persists an entity again. */
    void takeBack(Object entity) {
        found.remove(entity);
    }

    /** Whether Hibernate has to load something in order to delete them. */
    boolean haveUnloaded() {
        return proxies || removals.hasLeftOut();
    }

    boolean contains(Object entity) {
        return found.contains(entity);
    }
}
