package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EntityState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a session would write if it were flushed at one moment, to tell afterwards whether receivers have left anything to write.
 *
 * <p>Right after a flush there may be something already, which Hibernate leaves to the next one, if there is any: what a JPA callback
 * or a listener has changed after the entity was looked at, and values that never equal their own copy. A receiver that does
 * nothing must not be the reason for writing that.
 */
public final class PendingWork {

    private final EventSource session;
    private final InspectionGuard guard;
    private final IdentityHashMap<Object, EntityState> entities = new IdentityHashMap<>();
    private final IdentityHashMap<Object, CollectionContent> collections = new IdentityHashMap<>();
    private final IdentityHashMap<Object, ReachedState> reached = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Map<CollectionType, CollectionContent>> replaced = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Set<Type>> emptied = new IdentityHashMap<>();
    private final int actions;

    private PendingWork(EventSource session, InspectionGuard guard) {
        this.session = session;
        this.guard = guard;
        this.actions = actions(session);
    }

    /** What there is now. */
    public static PendingWork now(EventSource session, InspectionGuard guard) {
        PendingWork now = new PendingWork(session, guard);
        FlushPreview.at(session, null, guard, now.new Noting());
        return now;
    }

    /** Whether there is anything now that was not there, or not like this, when this was taken. */
    public boolean isAnythingNew() {
        if (actions(session) != actions) {
            return true;
        }
        Comparing comparing = new Comparing();
        FlushPreview.at(session, null, guard, comparing);
        return comparing.isAnythingNew;
    }

    private static int actions(EventSource session) {
        ActionQueue queue = session.getActionQueue();
        return queue.hasAnyQueuedActions() // also those that are not counted one by one
                ? 1
                        + queue.numberOfInsertions()
                        + queue.numberOfUpdates()
                        + queue.numberOfDeletions()
                        + queue.numberOfCollectionCreations()
                        + queue.numberOfCollectionUpdates()
                        + queue.numberOfCollectionRemovals()
                : 0;
    }

    /** InspectionGuard at what the rows would hold, as Hibernate is not about to compare by itself. */
    private abstract class ByContent implements FlushPreview.Findings {

        @Override
        public @Nullable Object @Nullable [] changedState(Object entity, EntityEntry entry) {
            return DirtyCheck.changedContent(session, entity, entry);
        }

        @Override
        public final boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry) {
            return CollectionCheck.isContentChanged(collection, entry, session);
        }
    }

    /** Takes down what there is. */
    private final class Noting extends ByContent {

        @Override
        public boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state) {
            entities.put(entity, EntityState.of(entry.getPersister(), state));
            return false;
        }

        @Override
        public boolean reached(@Nullable String entityName, Object object) {
            reached.put(object, ReachedState.of(session, entityName, object));
            return false;
        }

        @Override
        public boolean replaced(Object owner, CollectionType attribute, Object collection) {
            replaced.computeIfAbsent(owner, key -> new HashMap<>())
                    .put(attribute, CollectionContent.ofReplaced(collection, attribute, session));
            return false;
        }

        @Override
        public boolean emptied(Object owner, Type attribute) {
            emptied.computeIfAbsent(owner, key -> new HashSet<>()).add(attribute);
            return false;
        }

        @Override
        public boolean written(PersistentCollection<?> collection, CollectionEntry entry) {
            collections.put(collection, CollectionContent.of(collection, entry, session));
            return false;
        }
    }

    /** Compares with what was taken down, up to the first that was not. */
    private final class Comparing extends ByContent {

        private boolean isAnythingNew;

        private boolean isNew(boolean isNew) {
            isAnythingNew |= isNew;
            return isAnythingNew;
        }

        @Override
        public @Nullable Object @Nullable [] changedState(Object entity, EntityEntry entry) {
            return isAsKnown(entity, entry) ? null : super.changedState(entity, entry);
        }

        private boolean isAsKnown(Object entity, EntityEntry entry) {
            EntityState known = entities.get(entity);
            return known != null && known.isSame(entry.getPersister().getValues(entity), entry.getLoadedState());
        }

        @Override
        public boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state) {
            EntityState known = entities.get(entity);
            return isNew(
                    known == null ? !isWrittenForNothing(entry, state) : !known.isSame(state, entry.getLoadedState()));
        }

        /** Whether the row would stay as it is, for all that Hibernate finds it changed. */
        private boolean isWrittenForNothing(EntityEntry entry, @Nullable Object[] state) {
            Object[] loaded = entry.getLoadedState();
            return loaded != null && DirtyCheck.isSameRow(session, entry.getPersister(), loaded, state);
        }

        @Override
        public boolean reached(@Nullable String entityName, Object object) {
            ReachedState known = reached.get(object);
            return isNew(known == null || !known.isSame(ReachedState.of(session, entityName, object)));
        }

        @Override
        public boolean replaced(Object owner, CollectionType attribute, Object collection) {
            CollectionContent known = replaced.getOrDefault(owner, Map.of()).get(attribute);
            return isNew(!CollectionContent.ofReplaced(collection, attribute, session)
                    .equals(known));
        }

        @Override
        public boolean emptied(Object owner, Type attribute) {
            return isNew(!emptied.getOrDefault(owner, Set.of()).contains(attribute));
        }

        @Override
        public boolean written(PersistentCollection<?> collection, CollectionEntry entry) {
            CollectionContent known = collections.get(collection);
            return isNew(!CollectionContent.of(collection, entry, session).equals(known));
        }
    }
}
