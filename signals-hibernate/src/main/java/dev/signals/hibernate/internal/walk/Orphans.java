package dev.signals.hibernate.internal.walk;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What the cascades of a flush will delete as orphans, with all that the deletion takes along, as far as a look has come that goes
 * through the managed entities as the flush does.
 */
final class Orphans {

    private final EventSource session;
    private final Cascades removals;
    private final @Nullable Predicate<EntityPersister> loads;
    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean unloaded;

    private Orphans(EventSource session, Cascades removals, @Nullable Predicate<EntityPersister> loads) {
        this.session = session;
        this.removals = removals;
        this.loads = loads;
    }

    /** Finds them as far as they are loaded. */
    static Orphans loaded(EventSource session) {
        return new Orphans(session, Cascades.ofLoaded(session, CascadingActions.REMOVE), null);
    }

    /**
     * Finds all of some types, and loads what Hibernate is going to load in order to delete them.
     *
     * @param loads whether a type is among them, or may lead to one
     */
    static Orphans loading(EventSource session, Predicate<EntityPersister> loads) {
        return new Orphans(session, new Cascades(session, CascadingActions.REMOVE), loads);
    }

    /** Adds an orphan. */
    void add(Object object) {
        Object entity = entity(object);
        EntityEntry entry =
                entity == null ? null : session.getPersistenceContextInternal().getEntry(entity);
        unloaded |= entity == null || !Hibernate.isInitialized(entity);
        if (entity != null && entry != null && Entities.isManaged(entry) && found.add(entity)) {
            EntityPersister persister = entry.getPersister();
            if (persister.hasCascades() && (loads == null || loads.test(persister))) {
                removals.forEachOrphan(persister, entity, entry, (name, orphan, link) -> add(orphan));
                removals.forEachChild(persister, entity, (name, child, link) -> add(child));
            }
        }
    }

    private @Nullable Object entity(Object object) {
        if (loads == null || !loads.test(Entities.persister(session, object))) {
            return Entities.unproxyIfInitialized(object);
        }
        return Loading.of(() -> {
            Object entity = session.getPersistenceContextInternal().unproxyAndReassociate(object);
            if (session.getPersistenceContextInternal().getEntry(entity) != null) {
                Hibernate.initialize(entity); // It may be an enhanced reference.
            }
            return entity;
        });
    }

    /** Notes that a cascade of the flush persists an entity again. */
    void takeBack(Object entity) {
        found.remove(entity);
    }

    /** Whether Hibernate has to load something in order to delete them that has not been loaded for the look. */
    boolean haveUnloaded() {
        return unloaded || removals.hasLeftOut();
    }

    boolean contains(Object entity) {
        return found.contains(entity);
    }
}
