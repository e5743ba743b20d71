package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.QueuedActions;
import dev.signals.hibernate.internal.state.EntityState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A record of what a session would write if it were flushed at one moment. A later comparison shows whether receivers have
 * left anything to write.
 *
 * <p>Right after a flush there may already be something that Hibernate leaves to the next flush, if there is one: changes
 * that a JPA callback or a listener has made after Hibernate has looked at the entity, and values that never equal their own
 * copy. A receiver that does nothing must not cause these to be written.
 */
public final class PendingWork {

    private final EventSource session;
    private final DirtyChecks checks;
    private final InspectionGuard guard;
    private final IdentityHashMap<Object, EntityState> entities = new IdentityHashMap<>();
    private final IdentityHashMap<Object, CollectionContent> collections = new IdentityHashMap<>();
    private final IdentityHashMap<Object, ReachedState> reached = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Map<CollectionType, CollectionContent>> replaced = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Set<Type>> emptied = new IdentityHashMap<>();
    private final int actions;

    private PendingWork(EventSource session, DirtyChecks checks, InspectionGuard guard) {
        this.session = session;
        this.checks = checks;
        this.guard = guard;
        this.actions = QueuedActions.count(session);
    }

    /** Records what a flush would write now. */
    public static PendingWork now(EventSource session, DirtyChecks checks, InspectionGuard guard) {
        return now(session, checks, guard, false);
    }

    /**
     * Records what a flush would write now, right after a flush. Most entities need no look then.
     *
     * @param undisturbed whether only Hibernate has run in the flush before
     */
    public static PendingWork now(EventSource session, DirtyChecks checks, InspectionGuard guard, boolean undisturbed) {
        PendingWork now = new PendingWork(session, checks, guard);
        FlushPreview.at(session, null, guard, now.new Recording(undisturbed));
        return now;
    }

    /** Returns whether a flush would now write anything that this record does not contain, or not in the same form. */
    public boolean isAnythingNew() {
        if (QueuedActions.count(session) != actions) {
            return true;
        }
        Comparing comparing = new Comparing();
        FlushPreview.at(session, null, guard, comparing);
        return comparing.isAnythingNew;
    }

    /** Findings by the content of the rows, because Hibernate itself is not about to compare. */
    private abstract class ByContent implements FlushPreview.Findings {

        final DirtyCheck check = checks.of(session);

        @Override
        public @Nullable Object @Nullable [] changedState(Object entity, EntityEntry entry) {
            return check.changedContent(entity, entry);
        }

        @Override
        public final boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry) {
            return CollectionCheck.isContentChanged(collection, entry, session);
        }
    }

    /** Records all findings. */
    private final class Recording extends ByContent {

        private final boolean undisturbed;

        Recording(boolean undisturbed) {
            this.undisturbed = undisturbed;
        }

        @Override
        public @Nullable Object @Nullable [] changedState(Object entity, EntityEntry entry) {
            return undisturbed && check.settles(entry.getPersister()) ? null : super.changedState(entity, entry);
        }

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

    /** Compares findings with the record, up to the first new one. */
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
            return known != null
                    && known.isSame(entity, entry.getPersister().getValues(entity), entry.getLoadedState());
        }

        @Override
        public boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state) {
            EntityState known = entities.get(entity);
            return isNew(
                    known == null
                            ? !isWrittenForNothing(entity, entry, state)
                            : !known.isSame(entity, state, entry.getLoadedState()));
        }

        /** Returns whether the row would stay the same, although Hibernate finds it changed. */
        private boolean isWrittenForNothing(Object entity, EntityEntry entry, @Nullable Object[] state) {
            Object[] loaded = entry.getLoadedState();
            return loaded != null && SameRow.isSame(session, entry.getPersister(), entity, loaded, state);
        }

        @Override
        public boolean reached(@Nullable String entityName, Object object) {
            ReachedState known = reached.get(object);
            return isNew(known == null || !known.isSame(object, ReachedState.of(session, entityName, object)));
        }

        @Override
        public boolean replaced(Object owner, CollectionType attribute, Object collection) {
            CollectionContent known = replaced.getOrDefault(owner, Map.of()).get(attribute);
            CollectionContent found = CollectionContent.ofReplaced(collection, attribute, session);
            return isNew(!found.equals(known) && isReadAgain(owner, attribute, found));
        }

        /** Returns whether a second reading of an attribute has the same content; a getter may return another one each time. */
        private boolean isReadAgain(Object owner, CollectionType attribute, CollectionContent first) {
            CollectionPersister role =
                    session.getFactory().getMappingMetamodel().getCollectionDescriptor(attribute.getRole());
            EntityPersister declaring = role.getOwnerEntityPersister();
            String path = role.getRole().substring(declaring.getEntityName().length() + 1);
            Object second = declaring.getPropertyValue(owner, path);
            return second != null && first.equals(CollectionContent.ofReplaced(second, attribute, session));
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
