package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.ForeignListeners;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.CollectionReceiverLookup;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.dispatch.InverseSide;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.session.AnnouncedElements;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.Elements;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Announces the to-many associations that the coming flush will find changed. */
public final class CollectionWalk {

    private static final String PURPOSE = "changed collections";

    private static final List<EventType<?>> IN_CASCADES = List.of(EventType.PERSIST_ONFLUSH, EventType.DELETE);

    private static final List<EventType<?>> AT_INSERTS = List.of(EventType.PRE_INSERT, EventType.POST_INSERT);

    private final EventDispatcher dispatcher;
    private final CollectionReceiverLookup receivers;
    private final CascadeReachability reach;
    private final InspectionGuard guard;

    public CollectionWalk(EventDispatcher dispatcher, CollectionReceiverLookup receivers, InspectionGuard guard) {
        this.guard = guard;
        this.dispatcher = dispatcher;
        this.receivers = receivers;
        this.reach = new CascadeReachability(CascadingActions.PERSIST, receivers.owners());
    }

    /** Returns whether any collection of the factory has receivers. */
    public boolean hasAnyReceivers(EventSource session) {
        return reach.hasAnyReceivers(session.getFactory());
    }

    /** Returns whether collections of entities of this type have receivers, or collections of what they cascade to. */
    boolean mayFindAny(EntityPersister persister) {
        return reach.hasAnyReceivers(persister.getFactory())
                && reach.reachesReceivers(persister, persister.getFactory());
    }

    /**
     * Announces every change that has not been announced yet, once. Call it when all new entities have been announced.
     *
     * @return one of the owners, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object changed(EventSource session, SessionState state) {
        List<CollectionChange> changes = changes(session);
        if (changes.stream().anyMatch(CollectionWalk::lacksIdentifier) && persistReached(session)) {
            changes = changes(session);
        }
        Object last = null;
        for (CollectionChange change : changes) {
            if (announce(session, state, change)) {
                last = change.owner();
            }
        }
        if (receivers.hasAnyInverse(session.getFactory())) {
            Object farSide = dispatcher.beforeInverse(
                    session, state, inverse(session, state, changes).changes());
            last = farSide == null ? last : farSide;
        }
        return last;
    }

    /** Returns whether there is anything for {@link #changed} to announce. */
    public boolean isAnyChanged(EventSource session, SessionState state) {
        if (!hasAnyReceivers(session)) {
            return false;
        }
        List<CollectionChange> changes = changes(session);
        return !changes.isEmpty()
                || (receivers.hasAnyInverse(session.getFactory())
                        && !inverse(session, state, changes).changes().isEmpty());
    }

    /** Returns what the flush will change, as the sides with {@code mappedBy} see it. */
    private InverseSide inverse(EventSource session, SessionState state, List<CollectionChange> changes) {
        InverseSide inverse = new InverseSide(receivers, session);
        changes.forEach(change -> inverse.add(known(state, change)));
        PersistCascade cascade = PersistCascade.ofFlush(session, reach.forOneLook(session.getFactory()), guard);
        guard.atEachManaged(session, PURPOSE, (entity, entry) -> addReferences(state, entity, entry, cascade, inverse));
        for (PersistCascade.Created created : cascade.created()) {
            EntityPersister persister = created.persister();
            if (receivers.hasForeignKeys(persister)) {
                guard.at(PURPOSE, persister.getEntityName(), () -> {
                    Object id = AssignedId.of(persister, created.entity(), session);
                    inverse.addReferences(
                            persister,
                            id,
                            created.entity(),
                            null,
                            persister.getValues(created.entity()),
                            false,
                            WriteMode.NORMAL);
                });
            }
        }
        return inverse;
    }

    private void addReferences(
            SessionState state, Object entity, EntityEntry entry, PersistCascade cascade, InverseSide inverse) {
        EntityPersister persister = entry.getPersister();
        if (!receivers.hasForeignKeys(persister)) {
            return;
        }
        // Persist may have inserted the row already, which is announced with the flush, unless it was muted.
        WriteMode inserted = state.journal().modeOfInsert(entity);
        boolean isMuted = inserted != null && dispatcher.mutesAssociations(inserted);
        boolean isNew = !isMuted && (!entry.isExistsInDatabase() || inserted != null);
        @Nullable Object[] loaded = isNew ? null : entry.getLoadedState();
        boolean deleted = cascade.deletes(entity, entry);
        boolean isKnown = isNew || loaded != null;
        if (isKnown && (deleted || Entities.isManaged(entry))) {
            inverse.addReferences(
                    persister,
                    entry.getId(),
                    entity,
                    loaded,
                    deleted ? null : persister.getValues(entity),
                    deleted,
                    WriteMode.NORMAL);
        }
    }

    /** Returns a change with the rows that were read for it, if they were. */
    private static CollectionChange known(SessionState state, CollectionChange change) {
        AnnouncedElements announced = announced(state, change);
        boolean mayBeUnknown = change.before() == null || change.whole();
        return mayBeUnknown && announced.isRead() ? change.withBefore(announced.rows()) : change;
    }

    /**
     * Announces a change that a flush is about to write and that no inspection has found before, because a callback or
     * another listener has just made it.
     */
    public void late(EventSource session, SessionState state, CollectionChange change) {
        if (change.collection().isAssociation()) {
            dispatcher.beforeCollection(session, state, change, announced(state, change));
        }
    }

    private static boolean lacksIdentifier(CollectionChange change) {
        return change.ownerId() == null || change.difference().added().stream().anyMatch(element -> !element.isSaved());
    }

    /**
     * Runs the cascades of the flush early, so that new entities and elements get their identifiers.
     *
     * <p>All new entities are persisted in the order of the flush, which is the order of its statements. It is not done
     * where it would be visible: an interceptor is called before the cascades of the flush, a JPA callback of a new entity or an
     * orphan in the middle of them, as a listener of the application, where it may change what they come to, and a deletion of
     * orphans may load something in between, or meet the new entities.
     *
     * @return whether anything was persisted
     */
    private boolean persistReached(EventSource session) {
        PersistCascade cascade = PersistCascade.ofFlush(session, persister -> true, guard);
        if (cascade.created().isEmpty()
                || !cascade.mayBeginEarly()
                || HibernateAdapter.hasInterceptor(session)
                || hasListeners(session, cascade)
                || hasCallbacks(cascade)) {
            return false;
        }
        persist(session, cascade.created());
        return true;
    }

    /**
     * Persists new entities as {@code AbstractFlushingEventListener.cascadeOnFlush} does, inside a cascade. Outside of one,
     * Hibernate would flush for an entity with the identifier of a deleted one, and the flush would begin here again. Inside, it
     * refuses that entity, as in its flush ({@code SessionImpl.forceFlush}).
     */
    private static void persist(EventSource session, List<PersistCascade.Created> created) {
        PersistenceContext context = session.getPersistenceContextInternal();
        PersistContext done = PersistContext.create();
        context.incrementCascadeLevel();
        try {
            for (PersistCascade.Created each : created) {
                if (context.getEntry(each.entity()) == null) {
                    session.persistOnFlush(each.persister().getEntityName(), each.entity(), done);
                }
            }
        } finally {
            context.decrementCascadeLevel();
        }
    }

    /** Returns whether listeners of the application are called in the cascades. A row with a generated key is inserted there. */
    private static boolean hasListeners(EventSource session, PersistCascade cascade) {
        ForeignListeners listeners = new ForeignListeners(session.getFactory());
        return listeners.areAny(IN_CASCADES)
                || (listeners.areAny(AT_INSERTS)
                        && cascade.created().stream()
                                .anyMatch(created -> created.persister().isIdentifierAssignedByInsert()));
    }

    private static boolean hasCallbacks(PersistCascade cascade) {
        return cascade.created().stream()
                        .map(PersistCascade.Created::persister)
                        .anyMatch(created -> EntityCallbacks.hasAny(created, CallbackType.PRE_PERSIST)
                                || EntityCallbacks.hasAny(created, CallbackType.POST_PERSIST))
                || cascade.orphans().deleted().stream()
                        .anyMatch(orphan -> EntityCallbacks.hasAny(orphan.persister(), CallbackType.PRE_REMOVE));
    }

    /** Returns the changes of managed and deleted entities, and of new ones that the flush will persist. */
    private List<CollectionChange> changes(EventSource session) {
        List<CollectionChange> changes = new ArrayList<>();
        PersistCascade cascade = PersistCascade.ofFlush(session, reach.forOneLook(session.getFactory()), guard);
        guard.atEachManaged(session, PURPOSE, (entity, entry) -> {
            if (Entities.isManaged(entry) || entry.getStatus() == Status.DELETED) {
                addChanges(session, entity, entry, cascade, changes);
            }
        });
        for (PersistCascade.Created created : cascade.created()) {
            String entityName = created.persister().getEntityName();
            guard.at(PURPOSE, entityName, () -> addChangesOfNew(session, created, changes));
        }
        return changes;
    }

    private void addChanges(
            EventSource session,
            Object entity,
            EntityEntry entry,
            PersistCascade cascade,
            List<CollectionChange> changes) {
        for (OwnedCollection collection : receivers.of(entry.getPersister())) {
            if (collection.isAssociation()) {
                boolean deleted = cascade.deletes(entity, entry);
                CollectionChange change = new CollectionInspection(session, entity, entry, deleted).at(collection);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
    }

    private void addChangesOfNew(EventSource session, PersistCascade.Created created, List<CollectionChange> changes) {
        for (OwnedCollection collection : receivers.of(created.persister())) {
            if (collection.isAssociation()) {
                Object value = collection.value(created.persister(), created.entity(), session);
                boolean unloaded = value instanceof PersistentCollection<?> held && !held.wasInitialized();
                List<Element> elements = unloaded ? List.of() : new Elements(collection, session).of(value);
                if (!elements.isEmpty()) {
                    changes.add(new CollectionChange(
                            created.entity(),
                            AssignedId.of(created.persister(), created.entity(), session),
                            created.persister(),
                            collection,
                            List.of(),
                            elements,
                            false,
                            false,
                            WriteMode.NORMAL));
                }
            }
        }
    }

    /**
     * Announces the part of this change that has not been announced yet.
     *
     * @return whether there was anything
     */
    private boolean announce(EventSource session, SessionState state, CollectionChange change) {
        AnnouncedElements announced = announced(state, change);
        boolean mayBeUnknown = change.before() == null || change.whole();
        if (mayBeUnknown && receivers.needsKeys(change.persister(), change.collection())) {
            KeyQuery rows = new KeyQuery(session, change);
            if (!announced.isRead() && (change.before() == null || rows.mayHideRows())) {
                announced.setRead(rows.read());
            }
        }
        return dispatcher.beforeCollection(session, state, known(state, change), announced);
    }

    private static AnnouncedElements announced(SessionState state, CollectionChange change) {
        return state.journal().collections().announced(change.owner(), change.collection());
    }
}
