package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.dispatch.Interest;
import dev.signals.hibernate.internal.dispatch.PendingSave;
import dev.signals.hibernate.internal.session.Rounds;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Announces new entities before Hibernate gets to them: those that {@code persist} will reach, and those that a flush will
 * reach from managed ones.
 */
public final class NewEntityWalk {

    private final Announcer announcer;
    private final Reach reach;

    public NewEntityWalk(Announcer announcer, FactorySignals signals) {
        this.announcer = announcer;
        this.reach = new Reach(
                CascadingActions.PERSIST, new Interest(signals.preSave().signal()));
    }

    /** Whether nobody listens to any entity of the factory. */
    public boolean isIdle(EventSource session) {
        return reach.isIdle(session.getFactory());
    }

    /** Whether the session manages anything of which saves are listened to, or that cascades to such. */
    public boolean concernsAny(EventSource session) {
        return reach.reachesAny(session);
    }

    /** Whether anybody listens to this object, or to what it cascades {@code persist} to. */
    public boolean concerns(EventSource session, @Nullable String entityName, Object object) {
        if (reach.isIdle(session.getFactory())) {
            return false;
        }
        Object entity = Entities.unproxyIfInitialized(object);
        EntityPersister persister = entity == null ? null : Entities.findPersister(session, entityName, entity);
        return persister != null && reach.reaches(persister, session.getFactory());
    }

    /** Announces {@code root}, if it is new, and all new entities it cascades {@code persist} to. */
    public void fromPersist(EventSource session, SessionState state, @Nullable String entityName, Object root) {
        Rounds rounds = state.rounds(session, "persist");
        List<Found> found;
        do {
            Pass pass = new Pass(session, state, CascadingActions.PERSIST, true);
            pass.visit(entityName, root, Link.OTHER_SIDE);
            found = pass.found;
            // What receivers attach to the graph is found by one more pass.
        } while (announce(session, state, found) && rounds.next(found.get(0).entity()));
    }

    /**
     * Announces the new entities that managed ones cascade to, once.
     *
     * @return one of them, as a further look is needed then; null if there were none
     */
    public @Nullable Object fromManaged(EventSource session, SessionState state) {
        Pass pass = new Pass(session, state, CascadingActions.PERSIST_ON_FLUSH, true);
        pass.visitManaged();
        return announce(session, state, pass.found) ? pass.found.get(0).entity() : null;
    }

    /** Announces a new entity that a cascade has reached and no walk has found. */
    public void late(EventSource session, SessionState state, @Nullable String entityName, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            EntityPersister persister = Entities.findPersister(session, entityName, entity);
            if (persister != null
                    && announcer.wantsPreSave(persister)
                    && Entities.isTransient(persister, entity, session)
                    && state.announcements().addNew(entity)) {
                announce(session, state, List.of(new Found(persister, entity)));
            }
        }
    }

    /**
     * Before a flush inside a receiver: hides what {@link #isFlushBlocked} would find in to-one attributes, so that the flush
     * is possible.
     */
    public void hideReferences(EventSource session, SessionState state) {
        if (state.announcements().isDispatching() && state.announcements().hasNew()) {
            Pass pass = new Pass(session, state, CascadingActions.PERSIST_ON_FLUSH, false);
            pass.visitManaged();
            ManagedEntities.forEach(session, (entity, entry) -> {
                if (Entities.isManaged(entry)) {
                    pass.hideReferences(entry.getPersister(), entity, entry.getLoadedState());
                }
            });
            pass.reached.forEach(each -> pass.hideReferences(each.persister(), each.entity(), null));
        }
    }

    /**
     * Whether Hibernate could not flush now, because a managed entity refers to a new one that is announced and not managed
     * yet, by a reference that the flush would have to write.
     */
    public boolean isFlushBlocked(EventSource session, SessionState state) {
        if (!state.announcements().isDispatching() || !state.announcements().hasNew()) {
            return false;
        }
        Pass pass = new Pass(session, state, CascadingActions.PERSIST_ON_FLUSH, false);
        pass.visitManaged();
        return pass.flushBlocked || pass.hasBlockingReference();
    }

    /**
     * Before a flush inside a receiver: initializes collections with elements that wait to be added. Such an element may be
     * one that receivers have yet to see, which this flush leaves out; and a flush would forget what waits.
     */
    public void keepQueued(EventSource session, SessionState state) {
        if (!state.announcements().unfinished().isEmpty()) {
            session.getPersistenceContextInternal()
                    .forEachCollectionEntry(
                            (collection, entry) -> {
                                if (!collection.wasInitialized() && collection.hasQueuedOperations()) {
                                    collection.forceInitialization();
                                }
                            },
                            true);
        }
    }

    private boolean announce(EventSource session, SessionState state, List<Found> found) {
        try {
            for (Found each : found) {
                Object id = Entities.assignedId(each.persister(), each.entity(), session);
                announcer.preSave(session, state, PendingSave.ofNew(each.persister(), each.entity(), id));
                state.announcements().finished(each.entity());
                DirtyWalk.rememberReferences(session, state, each.persister(), each.entity());
            }
        } finally {
            // After a failure: the others have not been announced, and may be persisted by themselves.
            for (Found each : found) {
                if (state.announcements().isUnfinished(each.entity())) {
                    state.announcements().takeBackNew(each.entity());
                }
            }
        }
        return !found.isEmpty();
    }

    /** A new entity that is to be announced. */
    private record Found(EntityPersister persister, Object entity) {}

    /** One look at the graph. No receiver is called meanwhile, since it might change what is being walked. */
    private final class Pass {

        private final EventSource session;
        private final SessionState state;
        private final Cascades cascades;
        private final Predicate<EntityPersister> reaches;
        private final boolean collecting;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<Found> found = new ArrayList<>();
        private final List<Found> reached = new ArrayList<>();
        private boolean flushBlocked;

        /**
         * @param collecting whether to note what is found as going to be announced
         */
        Pass(EventSource session, SessionState state, CascadingAction<?> action, boolean collecting) {
            this.session = session;
            this.state = state;
            this.cascades = new Cascades(session, action);
            this.reaches = reach.forOneLook(session.getFactory());
            this.collecting = collecting;
        }

        void visitManaged() {
            ManagedEntities.forEach(session, (entity, entry) -> {
                if (Entities.isManaged(entry)) {
                    visitChildren(entry.getPersister(), entity);
                }
            });
        }

        boolean hasBlockingReference() {
            return ManagedEntities.anyMatch(session, (entity, entry) -> {
                EntityPersister persister = entry.getPersister();
                Type[] types = persister.getPropertyTypes();
                for (int i = 0; Entities.isManaged(entry) && i < types.length; i++) {
                    if (types[i].isAssociationType() || types[i].isComponentType()) {
                        boolean loaded = Cascades.isLoaded(persister, entity, i);
                        if (loaded && blocks(types[i], persister.getValue(entity, i))) {
                            return true;
                        }
                    }
                }
                return false;
            });
        }

        /** Whether a value, or a part or an element of it, is a new entity that the cascades of a flush do not insert. */
        private boolean blocks(Type type, @Nullable Object value) {
            if (value == null || (type instanceof EntityType one && Cascades.isMappedByOther(one))) {
                return false;
            }
            if (type instanceof CompositeType component && !type.isAnyType()) {
                Object[] parts = component.getPropertyValues(value, session);
                for (int i = 0; i < parts.length; i++) {
                    if (blocks(component.getSubtypes()[i], parts[i])) {
                        return true;
                    }
                }
                return false;
            }
            if (type instanceof CollectionType collection) {
                return cascades.writtenElements(collection, value).stream().anyMatch(this::isLeftOut);
            }
            return isLeftOut(value);
        }

        private boolean isLeftOut(@Nullable Object value) {
            return value != null
                    && state.announcements().isNew(value)
                    && (state.announcements().isUnfinished(value) || !seen.contains(value))
                    && session.getPersistenceContextInternal().getEntry(value) == null;
        }

        /** Hides each to-one attribute with a new entity that the cascades of a flush do not insert. */
        void hideReferences(EntityPersister persister, Object entity, @Nullable Object @Nullable [] loaded) {
            Type[] types = persister.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                if (types[i].isEntityType() && blocks(types[i], persister.getValue(entity, i))) {
                    state.hiddenReferences().hide(entity, persister, i, loaded == null ? null : loaded[i]);
                }
            }
        }

        void visit(@Nullable String entityName, Object object, Link link) {
            Object entity = Entities.unproxyIfInitialized(object);
            if (entity == null) {
                return;
            }
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            if (entry == null && state.announcements().isUnfinished(entity)) {
                flushBlocked |= link != Link.OTHER_SIDE;
                if (!collecting) {
                    return; // The flush leaves it out, with all that only it cascades to.
                }
            }
            if (!seen.add(entity)) {
                return;
            }
            if (entry == null) {
                visitUnmanaged(session.getEntityPersister(entityName, entity), entity);
            } else if (Entities.isManaged(entry) || entry.getStatus() == Status.DELETED) {
                // What is deleted and reached by a cascade of persist will be persisted again, with what it cascades
                // to.
                visitChildren(entry.getPersister(), entity);
            }
        }

        private void visitUnmanaged(EntityPersister persister, Object entity) {
            if (Entities.isTransient(persister, entity, session)) {
                reached.add(new Found(persister, entity));
                if (collecting
                        && announcer.wantsPreSave(persister)
                        && state.announcements().addNew(entity)) {
                    found.add(new Found(persister, entity));
                }
                visitChildren(persister, entity);
            }
        }

        void visitChildren(EntityPersister persister, Object entity) {
            if (persister.hasCascades() && reaches.test(persister)) {
                cascades.forEachChild(persister, entity, this::visit);
            }
        }
    }
}
