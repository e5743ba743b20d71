package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.CollectionReceiverLookup;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.session.AnnouncedElements;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.CollectionChanges;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.Elements;
import dev.signals.hibernate.internal.walk.CollectionCheck;
import dev.signals.hibernate.internal.walk.CollectionWalk;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Records each collection that Hibernate writes. It is called right before the write, because only then the old and the new
 * content are both known. Collections of stateless sessions are written without a snapshot and are not announced.
 */
final class CollectionRecorder
        implements PreCollectionUpdateEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionRemoveEventListener {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.event.M2mChanged");

    private final SessionStates states;
    private final CollectionReceiverLookup receivers;
    private final CollectionWalk collections;
    private final OperationStack operations;
    private final InspectionGuard guard;

    CollectionRecorder(
            SessionStates states,
            CollectionReceiverLookup receivers,
            CollectionWalk collections,
            OperationStack operations,
            InspectionGuard guard) {
        this.guard = guard;
        this.states = states;
        this.receivers = receivers;
        this.collections = collections;
        this.operations = operations;
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        if (event.getCollection().wasInitialized()) {
            record(event, true, true);
        }
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        record(event, false, true);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        record(event, true, false);
    }

    private void record(AbstractCollectionEvent event, boolean hasOld, boolean hasNew) {
        // For a stateless session the event has no session, and fails when it is asked for one.
        EventSource session = operations.session();
        Object owner = owner(event);
        if (session == null || owner == null) {
            return;
        }
        logInverseSide(session, event);
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
        List<OwnedCollection> wanted = entry == null ? List.of() : receivers.recorded(entry.getPersister());
        if (entry == null || wanted.isEmpty()) {
            return;
        }
        String role = role(session, event);
        CollectionChanges changes = states.of(session).journal().collections();
        for (OwnedCollection collection : wanted) {
            boolean isWritten = role == null
                    ? changes.announced(owner, collection).isCleared()
                    : collection.persister().getRole().equals(role);
            if (isWritten && (event.getAffectedOwnerOrNull() != null || isThatOf(session, event, owner, collection))) {
                recordChange(session, event, owner, entry, collection, hasOld, hasNew);
            }
        }
    }

    /** Returns the owner. Hibernate does not report it if the rows refer to it by an attribute other than its identifier. */
    private static @Nullable Object owner(AbstractCollectionEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        PersistentCollection<?> collection = event.getCollection();
        return owner != null || collection == null ? owner : collection.getOwner();
    }

    /** Returns whether the present owner of a collection is the owner of its rows, and not one it was moved to. */
    private static boolean isThatOf(
            EventSource session, AbstractCollectionEvent event, Object owner, OwnedCollection collection) {
        return collection.isThatOf(owner, entry(session, event.getCollection()), session);
    }

    private void recordChange(
            EventSource session,
            AbstractCollectionEvent event,
            Object owner,
            EntityEntry ownerEntry,
            OwnedCollection collection,
            boolean hasOld,
            boolean hasNew) {
        SessionState state = states.of(session);
        CollectionChanges changes = state.journal().collections();
        Elements elements = new Elements(collection, session);
        PersistentCollection<?> written = event.getCollection();
        @Nullable CollectionChange[] all = {null};
        guard.at("what is written of a collection", collection.persister().getRole(), () -> {
            List<Element> after = hasNew ? elements.of(written) : List.of();
            AnnouncedElements announced = changes.announced(owner, collection);
            boolean whole = hasOld && after.isEmpty() && (!hasNew || collection.isClearedAsAWhole(session));
            List<Element> before = List.of();
            if (hasOld) {
                before = whole && announced.isRead() ? announced.rows() : before(session, elements, written);
                if (before == null && changes.isWithoutRows(ownerEntry, collection)) {
                    before = List.of();
                }
            }
            changes.recordRows(ownerEntry, collection, hasOld ? !whole : !after.isEmpty());
            all[0] = changes.written(new CollectionChange(
                    owner,
                    ownerEntry.getId(),
                    ownerEntry.getPersister(),
                    collection,
                    before,
                    after,
                    whole,
                    ownerEntry.getStatus().isDeletedOrGone(),
                    state.modes().current()));
        });
        CollectionChange change = all[0];
        boolean isAnnounced = change != null && receivers.isAnnounced(change.persister(), collection);
        if (hasNew
                && change != null
                && isAnnounced) { // a removed collection may be replaced, and is then compared with the new one
            collections.late(session, state, change);
        }
    }

    /**
     * Logs a change of only the side with {@code mappedBy}, which is a common mistake: nothing is written, and nothing is
     * announced.
     */
    private void logInverseSide(EventSource session, AbstractCollectionEvent event) {
        CollectionEntry entry = entry(session, event.getCollection());
        CollectionPersister persister = entry == null ? null : entry.getLoadedPersister();
        if (persister != null
                && persister.isInverse()
                && persister.isManyToMany()
                && collections.hasAnyReceivers(session)
                && LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "no m2m_changed for " + persister.getRole() + ": it is mapped by " + persister.getMappedByProperty()
                            + " of the other side, which alone writes rows");
        }
    }

    /** Returns the role of the collection; null if it is not loaded and this version of Hibernate does not report it. */
    private static @Nullable String role(EventSource session, AbstractCollectionEvent event) {
        CollectionEntry entry = entry(session, event.getCollection());
        CollectionPersister persister = entry == null
                ? HibernateAdapter.collectionPersister(event)
                : entry.getLoadedPersister() != null ? entry.getLoadedPersister() : entry.getCurrentPersister();
        return persister == null ? null : persister.getRole();
    }

    private static @Nullable CollectionEntry entry(EventSource session, @Nullable PersistentCollection<?> collection) {
        return collection == null
                ? null
                : session.getPersistenceContextInternal().getCollectionEntry(collection);
    }

    /** Returns the elements of the rows; null if they have not been loaded. */
    private static @Nullable List<Element> before(
            EventSource session, Elements elements, @Nullable PersistentCollection<?> written) {
        CollectionEntry entry = entry(session, written);
        return entry == null || written == null || !written.wasInitialized()
                ? null
                : elements.of(CollectionCheck.rows(written, entry));
    }
}
