package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import org.hibernate.CacheMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The new entities that have not been sent to all receivers yet, while one of the receivers flushes or queries. They have no
 * row, so the flush must neither insert them nor write a reference to them.
 */
public final class UnfinishedEntities {

    private final CascadeReachability reach;
    private final InspectionGuard guard;

    public UnfinishedEntities(NewEntityWalk newEntities, InspectionGuard guard) {
        this.reach = newEntities.reach();
        this.guard = guard;
    }

    /** Hides the to-one references that {@link #isFlushBlocked} would find, so that the flush is possible. */
    public void hideReferences(EventSource session, SessionState state) {
        if (isAnyAnnounced(state)) {
            Look look = new Look(session, state);
            ManagedEntities.forEach(session, (entity, entry) -> {
                if (Entities.isManaged(entry)) {
                    look.hideReferences(entry.getPersister(), entity, entry.getLoadedState());
                }
            });
            look.cascade.created().forEach(each -> look.hideReferences(each.persister(), each.entity(), null));
        }
    }

    /**
     * Returns whether Hibernate could not flush now: a managed entity refers to a new one that is announced but not managed
     * yet, by a reference that the flush would have to write.
     */
    public boolean isFlushBlocked(EventSource session, SessionState state) {
        if (!isAnyAnnounced(state)) {
            return false;
        }
        Look look = new Look(session, state);
        return look.cascadeIsBlocked || look.hasBlockingReference();
    }

    private static boolean isAnyAnnounced(SessionState state) {
        return state.preSaveTracker().isDispatching() && state.preSaveTracker().hasNew();
    }

    /**
     * Initializes collections with elements that wait to be added. Such an element may be an unfinished entity, which this
     * flush leaves out, and a flush would forget the waiting elements.
     */
    public void keepQueued(EventSource session, SessionState state) {
        if (!state.preSaveTracker().unfinished().isEmpty()) {
            session.getPersistenceContextInternal()
                    .forEachCollectionEntry((collection, entry) -> initializeQueued(session, collection), true);
        }
    }

    /** Bypasses the second-level cache, which would otherwise have to store an element that has no row yet. */
    private static void initializeQueued(EventSource session, PersistentCollection<?> collection) {
        if (!collection.wasInitialized() && collection.hasQueuedOperations()) {
            CacheMode cacheMode = session.getCacheMode();
            session.setCacheMode(CacheMode.IGNORE);
            try {
                collection.forceInitialization();
            } finally {
                session.setCacheMode(cacheMode);
            }
        }
    }

    /** An inspection of what a flush would do now. */
    private final class Look {

        private final EventSource session;
        private final SessionState state;
        private final PersistCascade cascade;
        private final Cascades collections;
        private boolean cascadeIsBlocked;

        Look(EventSource session, SessionState state) {
            this.session = session;
            this.state = state;
            this.collections = new Cascades(session, CascadingActions.PERSIST_ON_FLUSH);
            this.cascade = PersistCascade.ofFlush(
                    session, reach.childrenForOneLook(session.getFactory()), this::isLeftOut, guard);
        }

        /** Returns whether a new entity is left out of the flush, and records whether a row would have to refer to it. */
        private boolean isLeftOut(Object created, Link link) {
            boolean leftOut = state.preSaveTracker().isUnfinished(created);
            cascadeIsBlocked |= leftOut && link != Link.OTHER_SIDE;
            return leftOut;
        }

        boolean hasBlockingReference() {
            return ManagedEntities.anyMatch(session, (entity, entry) -> {
                EntityPersister persister = entry.getPersister();
                Type[] types = persister.getPropertyTypes();
                for (int i = 0; Entities.isManaged(entry) && i < types.length; i++) {
                    if ((types[i].isAssociationType() || types[i].isComponentType())
                            && Cascades.isLoaded(persister, entity, i)
                            && blocks(types[i], persister.getValue(entity, i))) {
                        return true;
                    }
                }
                return false;
            });
        }

        /**
         * Returns whether a value, or a part or element of it, is a new entity that the cascades of a flush do not insert.
         */
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
                return collections.writtenElements(collection, value).stream().anyMatch(this::isNotInserted);
            }
            return isNotInserted(value);
        }

        private boolean isNotInserted(@Nullable Object value) {
            return value != null
                    && state.preSaveTracker().isNew(value)
                    && (state.preSaveTracker().isUnfinished(value) || !cascade.comesTo(value))
                    && session.getPersistenceContextInternal().getEntry(value) == null;
        }

        /** Hides each to-one attribute that refers to a new entity which the cascades of a flush do not insert. */
        void hideReferences(EntityPersister persister, Object entity, @Nullable Object @Nullable [] loaded) {
            Type[] types = persister.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                if (types[i].isEntityType()
                        && Cascades.isLoaded(persister, entity, i)
                        && blocks(types[i], persister.getValue(entity, i))) {
                    state.hiddenReferences().hide(entity, persister, i, loaded == null ? null : loaded[i]);
                }
            }
        }
    }
}
