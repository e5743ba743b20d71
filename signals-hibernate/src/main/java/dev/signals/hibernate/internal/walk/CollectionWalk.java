package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.CollectionInterest;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.session.AnnouncedElements;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.state.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Announces associations to many that the coming flush will find changed. */
public final class CollectionWalk {

    private final Announcer announcer;
    private final CollectionInterest interest;
    private final Reach reach;

    public CollectionWalk(Announcer announcer, CollectionInterest interest) {
        this.announcer = announcer;
        this.interest = interest;
        this.reach = new Reach(CascadingActions.PERSIST, interest.owners());
    }

    /** Whether nobody listens to any collection of the factory. */
    public boolean isIdle(EventSource session) {
        return reach.isIdle(session.getFactory());
    }

    /** Whether the session manages anything whose collections are listened to, or that cascades to such. */
    public boolean concernsAny(EventSource session) {
        return reach.reachesAny(session);
    }

    /**
     * Announces every change that has not been announced yet, once. To be called when all new entities have been announced,
     * as they are given to Hibernate now: the elements shall have identifiers, and new owners are to be seen.
     *
     * @return an owner, as a further look is needed then; null if there were none
     */
    public @Nullable Object changed(EventSource session, SessionState state) {
        persistReached(session);
        Object last = null;
        for (CollectionChange change : changes(session)) {
            if (announce(session, state, change)) {
                last = change.owner();
            }
        }
        return last;
    }

    /** Whether there is anything for {@link #changed} to announce, as far as can be told without persisting. */
    public boolean isAnyChanged(EventSource session) {
        return !isIdle(session) && !changes(session).isEmpty();
    }

    /**
     * Announces what a flush is about to write and no look has found before it: what a callback or another listener has
     * changed meanwhile.
     */
    public void late(EventSource session, SessionState state, CollectionChange change) {
        if (change.collection().isAssociation()) {
            announcer.beforeCollection(session, state, change, announced(state, change));
        }
    }

    /** Does what the cascades of the flush are going to do. */
    private void persistReached(EventSource session) {
        Cascades cascades = new Cascades(session, CascadingActions.PERSIST_ON_FLUSH);
        Predicate<EntityPersister> reaches = reach.forOneLook(session.getFactory());
        List<Object> reached = new ArrayList<>();
        ManagedEntities.forEach(session, (entity, entry) -> {
            EntityPersister persister = entry.getPersister();
            if (Entities.isManaged(entry) && persister.hasCascades() && reaches.test(persister)) {
                cascades.forEachChild(persister, entity, (name, child, link) -> {
                    if (isNew(session, name, child)) {
                        reached.add(child);
                    }
                });
            }
        });
        PersistContext done = PersistContext.create();
        reached.forEach(child -> session.persistOnFlush(null, child, done));
    }

    private static boolean isNew(EventSource session, @Nullable String entityName, Object child) {
        Object entity = Entities.unproxyIfInitialized(child);
        return entity != null
                && session.getPersistenceContextInternal().getEntry(entity) == null
                && Entities.isTransient(session.getEntityPersister(entityName, entity), entity, session);
    }

    private List<CollectionChange> changes(EventSource session) {
        List<CollectionChange> changes = new ArrayList<>();
        ManagedEntities.forEach(session, (entity, entry) -> {
            if (Entities.isManaged(entry) || entry.getStatus() == Status.DELETED) {
                addChanges(session, entity, entry, changes);
            }
        });
        return changes;
    }

    private void addChanges(EventSource session, Object entity, EntityEntry entry, List<CollectionChange> changes) {
        for (OwnedCollection collection : interest.of(entry.getPersister())) {
            if (collection.isAssociation()) {
                CollectionChange change = new CollectionLook(session, entity, entry).at(collection);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
    }

    /** Announces what has not been announced of this change; whether there was anything. */
    private boolean announce(EventSource session, SessionState state, CollectionChange change) {
        AnnouncedElements announced = announced(state, change);
        CollectionChange known = change;
        if (change.before() == null && interest.wantsKeys(change.persister(), change.collection())) {
            List<Element> loaded = announced.loaded();
            if (loaded == null) {
                loaded = KeyQuery.read(session, change);
                announced.setLoaded(loaded);
            }
            known = loaded == null ? change : change.withBefore(loaded);
        }
        return announcer.beforeCollection(session, state, known, announced);
    }

    private static AnnouncedElements announced(SessionState state, CollectionChange change) {
        return state.facts().collections().announced(change.owner(), change.collection());
    }
}
