package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.internal.event.CollectionChangedEvent;
import dev.signals.hibernate.internal.event.DispatchContext;
import dev.signals.hibernate.internal.event.InverseM2mEvent;
import dev.signals.hibernate.internal.event.M2mEvent;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.event.PostDeleteEvent;
import dev.signals.hibernate.internal.event.PostInitEvent;
import dev.signals.hibernate.internal.event.PostSaveEvent;
import dev.signals.hibernate.internal.event.PreDeleteEvent;
import dev.signals.hibernate.internal.event.PreInitEvent;
import dev.signals.hibernate.internal.event.PreSaveEvent;
import dev.signals.hibernate.internal.session.AnnouncedElements;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.ExecutedWrites;
import dev.signals.hibernate.internal.session.InverseChanges;
import dev.signals.hibernate.internal.session.InverseChanges.InverseChange;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events about entities to the receivers of one session factory. It is the only way to a receiver.
 *
 * <p>The session may be a stateless one. It is null for a stateless session that Hibernate does not report; only then there
 * is no state.
 */
public final class EventDispatcher {

    private final Signal<PreInit<?>> preInit;
    private final Signal<PostInit<?>> postInit;
    private final Signal<PreSave<?>> preSave;
    private final Signal<PostSave<?>> postSave;
    private final Signal<PreDelete<?>> preDelete;
    private final Signal<PostDelete<?>> postDelete;
    private final Signal<M2mChanged<?>> m2mChanged;
    private final Signal<CollectionChanged<?>> collectionChanged;
    private final NetChangeCollector netChanges;
    private final CollectionReceiverLookup collections;
    private final ReceiverLookup writes;
    private final ReceiverLookup walked;
    private final ReceiverLookup written;
    private final ReceiverLookup loads;
    private final GuardedDispatch guarded;

    /**
     * @param strict whether to refuse what cannot be kept out of a flush or a cascade
     */
    public EventDispatcher(FactorySignals signals, boolean strict) {
        preInit = signals.preInit().signal();
        postInit = signals.postInit().signal();
        preSave = signals.preSave().signal();
        postSave = signals.postSave().signal();
        preDelete = signals.preDelete().signal();
        postDelete = signals.postDelete().signal();
        m2mChanged = signals.m2mChanged().signal();
        collectionChanged = signals.collectionChanged().signal();
        Signal<Changed<?>> changed = signals.changed().signal();
        NetChangeReceivers asked = new NetChangeReceivers(changed);
        netChanges = new NetChangeCollector(changed, asked);
        collections = new CollectionReceiverLookup(signals, asked);
        writes = new ReceiverLookup(preSave, postSave, preDelete, postDelete, m2mChanged, collectionChanged, changed);
        walked = new ReceiverLookup(preSave, preDelete, postDelete, m2mChanged, collectionChanged, changed);
        written = new ReceiverLookup(postSave, postDelete, m2mChanged, collectionChanged);
        loads = new ReceiverLookup(preInit, postInit);
        guarded = new GuardedDispatch(strict);
    }

    /** Returns whether any write of any entity of the factory has receivers. */
    public boolean hasAnyReceivers(SessionFactoryImplementor factory) {
        return writes.hasAnyReceivers(factory);
    }

    /** The receivers for which a session is inspected before a flush. */
    public ReceiverLookup walked() {
        return walked;
    }

    /** The collections that have receivers. */
    public CollectionReceiverLookup collections() {
        return collections;
    }

    /** Returns whether any receiver may be called between a flush and the end of the transaction. */
    public boolean hasReceiversAfterFlush(SessionFactoryImplementor factory) {
        return written.hasAnyReceivers(factory);
    }

    /** Returns whether any load of any entity of the factory has receivers. */
    public boolean hasLoadReceivers(SessionFactoryImplementor factory) {
        return loads.hasAnyReceivers(factory);
    }

    public boolean hasPreInitReceivers(EntityPersister persister) {
        return preInit.hasReceivers(persister.getMappedClass());
    }

    public boolean hasPostInitReceivers(EntityPersister persister) {
        return postInit.hasReceivers(persister.getMappedClass());
    }

    public boolean hasPreSaveReceivers(EntityPersister persister) {
        return preSave.hasReceivers(persister.getMappedClass());
    }

    /** Returns whether saves of this entity type have receivers that are called after the save. */
    public boolean hasSaveReceivers(EntityPersister persister) {
        return postSave.hasReceivers(persister.getMappedClass())
                || netChanges.hasReceivers(persister)
                || (collections.hasAnyInverse(persister.getFactory()) && collections.hasForeignKeys(persister));
    }

    public boolean hasDeleteReceivers(EntityPersister persister) {
        return preDelete.hasReceivers(persister.getMappedClass())
                || postDelete.hasReceivers(persister.getMappedClass())
                || netChanges.hasReceivers(persister);
    }

    /**
     * Announces an entity that is being loaded.
     *
     * @param instance the entity; null if it is not known yet
     * @param values the values that were read
     */
    public void preInit(
            SessionImplementor session,
            SessionState state,
            EntityPersister persister,
            @Nullable Object instance,
            Object id,
            @Nullable Object[] values) {
        DispatchContext context = DispatchContext.of(session, state);
        guarded.inform(context, preInit, new PreInitEvent<>(context, persister, instance, id, values));
    }

    public void postInit(
            SessionImplementor session,
            SessionState state,
            EntityPersister persister,
            Object instance,
            Object id,
            @Nullable Object[] loadedState) {
        DispatchContext context = DispatchContext.of(session, state);
        guarded.inform(context, postInit, new PostInitEvent<>(context, persister, instance, id, loadedState));
    }

    public void preSave(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, PendingSave save) {
        if (hasPreSaveReceivers(save.persister())) {
            DispatchContext context = DispatchContext.of(session, state);
            // A changed entity is managed: a flush for the query of one receiver would write it before the next
            // receivers
            // are called.
            boolean holdFlush = state != null && !state.preSaveTracker().isUnfinished(save.instance());
            guarded.send(context, preSave, new PreSaveEvent<>(context, save), holdFlush);
        }
    }

    /**
     * Announces an executed save, and records it as a net change.
     *
     * @return whether any receivers were called
     */
    public boolean postSave(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, SaveRecord saved) {
        netChanges.saved(session, state, saved);
        if (!hasReceivers(postSave, saved.persister(), saved.mode())) {
            return false;
        }
        DispatchContext context = DispatchContext.of(session, state, saved.mode());
        return guarded.send(context, postSave, new PostSaveEvent<>(context, saved), false);
    }

    public void preDelete(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        if (preDelete.hasReceivers(removal.persister().getMappedClass())) {
            DispatchContext context = DispatchContext.of(session, state);
            // A flush for the query of one receiver would delete an orphan before the next receivers are called.
            boolean holdFlush = removal.cause() == DeleteCause.ORPHAN;
            guarded.send(context, preDelete, new PreDeleteEvent<>(context, removal), holdFlush);
        }
    }

    /**
     * Announces an executed deletion, and records it as a net change.
     *
     * @return whether any receivers were called
     */
    public boolean postDelete(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        netChanges.deleted(session, state, removal);
        if (!hasReceivers(postDelete, removal.persister(), removal.mode())) {
            return false;
        }
        DispatchContext context = DispatchContext.of(session, state, removal.mode());
        return guarded.send(context, postDelete, new PostDeleteEvent<>(context, removal), false);
    }

    /**
     * Announces the part of an association's change that has not been announced yet.
     *
     * @return whether there was anything to announce
     */
    public boolean beforeCollection(
            SessionImplementor session, SessionState state, CollectionChange change, AnnouncedElements announced) {
        ElementDifference difference = change.difference();
        boolean cleared = change.before() == null && announced.newlyCleared();
        List<Element> removed = announced.newlyRemoved(difference.removed());
        List<Element> added = announced.newlyAdded(difference.added());
        if (cleared) {
            sendM2m(session, state, change, M2mAction.PRE_CLEAR, List.of());
        }
        if (!removed.isEmpty()) {
            sendM2m(session, state, change, M2mAction.PRE_REMOVE, removed);
        }
        if (!added.isEmpty()) {
            sendM2m(session, state, change, M2mAction.PRE_ADD, added);
        }
        return cleared || !removed.isEmpty() || !added.isEmpty();
    }

    /**
     * Announces a collection that has been written, and records it as a net change.
     *
     * @return whether any receivers were called
     */
    public boolean afterCollection(SessionImplementor session, SessionState state, CollectionChange change) {
        ElementDifference difference = change.difference();
        if (change.before() != null && difference.isEmpty()) {
            return false;
        }
        netChanges.collectionChanged(session, state, change, difference);
        if (!collections.isAnnounced(change.persister(), change.collection())) {
            return false;
        }
        if (!change.collection().isAssociation()) {
            DispatchContext context = DispatchContext.of(session, state, change.mode());
            return !change.mode().mutes(collectionChanged.name())
                    && guarded.send(
                            context,
                            collectionChanged,
                            new CollectionChangedEvent<>(context, change, difference),
                            false);
        }
        if (mutesAssociations(change.mode())) {
            return false;
        }
        if (change.before() == null) {
            sendM2m(session, state, change, M2mAction.POST_CLEAR, List.of());
        }
        if (!difference.removed().isEmpty()) {
            sendM2m(session, state, change, M2mAction.POST_REMOVE, difference.removed());
        }
        if (!difference.added().isEmpty()) {
            sendM2m(session, state, change, M2mAction.POST_ADD, difference.added());
        }
        return true;
    }

    /** Returns whether a write in this mode must not be announced as the change of an association. */
    public boolean mutesAssociations(WriteMode mode) {
        return mode.mutes(m2mChanged.name());
    }

    /** Returns the changes of a flush as the sides with {@code mappedBy} see them; null if none of them has receivers. */
    public @Nullable InverseChanges inverse(SessionImplementor session, ExecutedWrites writes) {
        if (!collections.hasAnyInverse(session.getFactory())) {
            return null;
        }
        InverseSide inverse = new InverseSide(collections, session);
        inverse.add(writes, this::mutesAssociations);
        return inverse.changes();
    }

    /**
     * Announces the part of the changes that has not been announced yet to the sides with {@code mappedBy}.
     *
     * @return one of their entities; null if there was nothing to announce
     */
    public @Nullable Object beforeInverse(SessionImplementor session, SessionState state, InverseChanges changes) {
        Object last = null;
        for (InverseChange change : changes.all()) {
            AnnouncedElements announced = state.journal().collections().announced(change.key());
            List<Element> removed = announced.newlyRemoved(change.removed());
            List<Element> added = announced.newlyAdded(change.added());
            boolean sent = sendInverse(session, state, change, M2mAction.PRE_REMOVE, removed);
            sent |= sendInverse(session, state, change, M2mAction.PRE_ADD, added);
            last = sent ? change.farSide().value() : last;
        }
        return last;
    }

    /**
     * Announces the changes of a flush to the sides with {@code mappedBy}.
     *
     * @return one of their entities; null if no receivers were called
     */
    public @Nullable Object afterInverse(SessionImplementor session, SessionState state, InverseChanges changes) {
        Object last = null;
        for (InverseChange change : changes.all()) {
            boolean sent = sendInverse(session, state, change, M2mAction.POST_REMOVE, change.removed());
            sent |= sendInverse(session, state, change, M2mAction.POST_ADD, change.added());
            last = sent ? change.farSide().value() : last;
        }
        return last;
    }

    private boolean sendInverse(
            SessionImplementor session,
            SessionState state,
            InverseChange change,
            M2mAction action,
            List<Element> elements) {
        if (elements.isEmpty()) {
            return false;
        }
        Object instance = loaded(session, change);
        LazyInitializer reference = HibernateProxy.extractLazyInitializer(instance);
        EntityPersister persister;
        if (reference != null) {
            persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName());
        } else {
            boolean isDynamic = instance instanceof Map<?, ?>;
            EntityPersister declared = change.collection().farSide();
            persister = isDynamic ? declared : session.getEntityPersister(declared.getEntityName(), instance);
        }
        if (!m2mChanged.hasReceivers(persister.getMappedClass())) {
            return false;
        }
        DispatchContext context =
                action.isPre() ? DispatchContext.of(session, state) : DispatchContext.of(session, state, change.mode());
        return guarded.send(
                context,
                m2mChanged,
                new InverseM2mEvent<>(context, persister, instance, change, action, elements),
                action.isPre());
    }

    /** Returns the entity of the side with {@code mappedBy} if the session holds it, otherwise a reference. */
    private static Object loaded(SessionImplementor session, InverseChange change) {
        Object value = change.farSide().value();
        LazyInitializer reference = HibernateProxy.extractLazyInitializer(value);
        if (reference == null) {
            return value;
        }
        if (!reference.isUninitialized()) {
            return reference.getImplementation();
        }
        EntityPersister declared = change.collection().farSide();
        Object held = session.getPersistenceContextInternal()
                .getEntity(session.generateEntityKey(reference.getInternalIdentifier(), declared));
        return held == null ? value : held;
    }

    private static boolean hasReceivers(Signal<?> signal, EntityPersister persister, WriteMode mode) {
        return signal.hasReceivers(persister.getMappedClass()) && !mode.mutes(signal.name());
    }

    /**
     * Sends M2M_CHANGED. Before the flush, a query of one receiver must not write the change before the next receivers are
     * called.
     */
    private void sendM2m(
            SessionImplementor session,
            SessionState state,
            CollectionChange change,
            M2mAction action,
            List<Element> elements) {
        DispatchContext context =
                action.isPre() ? DispatchContext.of(session, state) : DispatchContext.of(session, state, change.mode());
        guarded.send(context, m2mChanged, new M2mEvent<>(context, change, action, elements), action.isPre());
    }
}
