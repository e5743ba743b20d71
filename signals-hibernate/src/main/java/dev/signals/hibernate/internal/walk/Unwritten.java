package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EntityState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * What a session would write if it were flushed at one moment, to tell afterwards whether receivers have left anything to write.
 *
 * <p>Right after a flush there may be something already, which Hibernate leaves to the next one, if there is any: what a JPA callback
 * or a listener has changed after the entity was looked at, and values that never equal their own copy. A receiver that does
 * nothing must not be the reason for writing that.
 */
public final class Unwritten {

    private final EventSource session;
    private final Looks looks;
    private final IdentityHashMap<Object, EntityState> entities = new IdentityHashMap<>();
    private final IdentityHashMap<Object, CollectionContent> collections = new IdentityHashMap<>();
    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> emptied = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int actions;

    private Unwritten(EventSource session, Looks looks) {
        this.session = session;
        this.looks = looks;
        this.actions = actions(session);
    }

    /** What there is now. */
    public static Unwritten now(EventSource session, Looks looks) {
        Unwritten now = new Unwritten(session, looks);
        FlushLook.at(session, null, looks, now.new Noting());
        return now;
    }

    /** Whether there is anything now that was not there, or not like this, when this was taken. */
    public boolean isAnythingNew() {
        if (actions(session) != actions) {
            return true;
        }
        Comparing comparing = new Comparing();
        FlushLook.at(session, null, looks, comparing);
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

    /** Takes down what there is. */
    private final class Noting implements FlushLook.Findings {

        @Override
        public boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state) {
            entities.put(entity, EntityState.of(entry.getPersister(), state));
            return false;
        }

        @Override
        public boolean reached(Object object) {
            reached.add(object);
            return false;
        }

        @Override
        public boolean emptied(Object owner) {
            emptied.add(owner);
            return false;
        }

        @Override
        public boolean written(PersistentCollection<?> collection, CollectionEntry entry) {
            collections.put(collection, CollectionContent.of(collection, entry, session, true));
            return false;
        }
    }

    /** Compares with what was taken down, up to the first that was not. */
    private final class Comparing implements FlushLook.Findings {

        private boolean isAnythingNew;

        private boolean isNew(boolean isNew) {
            isAnythingNew |= isNew;
            return isAnythingNew;
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
        public boolean reached(Object object) {
            return isNew(!reached.contains(object));
        }

        @Override
        public boolean emptied(Object owner) {
            return isNew(!emptied.contains(owner));
        }

        @Override
        public boolean written(PersistentCollection<?> collection, CollectionEntry entry) {
            CollectionContent known = collections.get(collection);
            if (known == null && collection.isDirty()) {
                return isNew(true);
            }
            CollectionContent now = CollectionContent.of(collection, entry, session, known != null);
            return isNew(!now.equals(known == null ? CollectionContent.ofRows(collection, entry, session) : known));
        }
    }
}
