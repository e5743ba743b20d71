package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import dev.signals.hibernate.Changed;
import dev.signals.hibernate.CollectionChanged;
import dev.signals.hibernate.DeleteCause;
import dev.signals.hibernate.M2mAction;
import dev.signals.hibernate.M2mChanged;
import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.PostInit;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.PreInit;
import dev.signals.hibernate.PreSave;
import dev.signals.hibernate.internal.session.AnnouncedElements;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveFact;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Sends what happened to an entity to the receivers of one session factory. The only way to any receiver.
 *
 * <p>The session may be a stateless one, or null for a stateless one that Hibernate does not tell; only then there is no
 * state.
 */
public final class Announcer {

    private final Signal<PreInit<?>> preInit;
    private final Signal<PostInit<?>> postInit;
    private final Signal<PreSave<?>> preSave;
    private final Signal<PostSave<?>> postSave;
    private final Signal<PreDelete<?>> preDelete;
    private final Signal<PostDelete<?>> postDelete;
    private final Signal<M2mChanged<?>> m2mChanged;
    private final Signal<CollectionChanged<?>> collectionChanged;
    private final ChangeSets changeSets;
    private final Interest writes;
    private final Interest written;
    private final Interest loads;
    private final Sending sending;

    /**
     * @param strict whether to refuse what cannot be kept out of a flush or a cascade
     */
    public Announcer(FactorySignals signals, boolean strict) {
        preInit = signals.preInit().signal();
        postInit = signals.postInit().signal();
        preSave = signals.preSave().signal();
        postSave = signals.postSave().signal();
        preDelete = signals.preDelete().signal();
        postDelete = signals.postDelete().signal();
        m2mChanged = signals.m2mChanged().signal();
        collectionChanged = signals.collectionChanged().signal();
        Signal<Changed<?>> changed = signals.changed().signal();
        changeSets = new ChangeSets(changed);
        writes = new Interest(preSave, postSave, preDelete, postDelete, m2mChanged, collectionChanged, changed);
        written = new Interest(postSave, postDelete, m2mChanged, collectionChanged);
        loads = new Interest(preInit, postInit);
        sending = new Sending(strict);
    }

    /** Whether nobody listens to writes of any entity of the factory. */
    public boolean isIdle(SessionFactoryImplementor factory) {
        return writes.isIdle(factory);
    }

    /** Whether nobody is called between a flush and the end of the transaction, whatever the flush has written. */
    public boolean isIdleAfterFlush(SessionFactoryImplementor factory) {
        return written.isIdle(factory);
    }

    /** Whether nobody listens to loads of any entity of the factory. */
    public boolean isIdleAboutLoads(SessionFactoryImplementor factory) {
        return loads.isIdle(factory);
    }

    public boolean wantsPreInit(EntityPersister persister) {
        return preInit.hasReceivers(persister.getMappedClass());
    }

    public boolean wantsPostInit(EntityPersister persister) {
        return postInit.hasReceivers(persister.getMappedClass());
    }

    public boolean wantsPreSave(EntityPersister persister) {
        return preSave.hasReceivers(persister.getMappedClass());
    }

    /** Whether anybody listens to what has been saved. */
    public boolean wantsSaves(EntityPersister persister) {
        return postSave.hasReceivers(persister.getMappedClass()) || changeSets.wants(persister);
    }

    public boolean wantsDeletes(EntityPersister persister) {
        return preDelete.hasReceivers(persister.getMappedClass())
                || postDelete.hasReceivers(persister.getMappedClass())
                || changeSets.wants(persister);
    }

    /**
     * Announces an entity that is being loaded.
     *
     * @param instance null if it is not known yet
     * @param values what was read
     */
    public void preInit(
            SessionImplementor session,
            SessionState state,
            EntityPersister persister,
            @Nullable Object instance,
            Object id,
            @Nullable Object[] values) {
        Moment moment = Moment.of(session, state);
        sending.inform(moment, preInit, new PreInitEvent<>(moment, persister, instance, id, values));
    }

    public void postInit(
            SessionImplementor session,
            SessionState state,
            EntityPersister persister,
            Object instance,
            Object id,
            @Nullable Object[] loadedState) {
        Moment moment = Moment.of(session, state);
        sending.inform(moment, postInit, new PostInitEvent<>(moment, persister, instance, id, loadedState));
    }

    public void preSave(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, PendingSave save) {
        if (wantsPreSave(save.persister())) {
            Moment moment = Moment.of(session, state);
            // A changed entity is managed: a flush for one receiver's query would write it before the others see it.
            boolean holdFlush = state != null && !state.announcements().isUnfinished(save.instance());
            sending.send(moment, preSave, new PreSaveEvent<>(moment, save), holdFlush);
        }
    }

    /** Takes what was saved; returns whether there was any receiver to be called at once. */
    public boolean postSave(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, SaveFact fact) {
        changeSets.saved(session, state, fact);
        if (!hears(postSave, fact.persister(), fact.mode())) {
            return false;
        }
        Moment moment = Moment.of(session, state, fact.mode());
        return sending.send(moment, postSave, new PostSaveEvent<>(moment, fact), false);
    }

    public void preDelete(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        if (preDelete.hasReceivers(removal.persister().getMappedClass())) {
            Moment moment = Moment.of(session, state);
            // A flush for one receiver's query would delete an orphan before the others see it.
            boolean holdFlush = removal.cause() == DeleteCause.ORPHAN;
            sending.send(moment, preDelete, new PreDeleteEvent<>(moment, removal), holdFlush);
        }
    }

    /** Takes what was deleted; returns whether there was any receiver to be called at once. */
    public boolean postDelete(
            @Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        changeSets.deleted(session, state, removal);
        if (!hears(postDelete, removal.persister(), removal.mode())) {
            return false;
        }
        Moment moment = Moment.of(session, state, removal.mode());
        return sending.send(moment, postDelete, new PostDeleteEvent<>(moment, removal), false);
    }

    /**
     * Announces what of a change of an association has not been announced yet.
     *
     * @return whether there was anything
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

    /** Announces a collection that has been written; whether there was any difference. */
    public boolean afterCollection(SessionImplementor session, SessionState state, CollectionChange change) {
        ElementDifference difference = change.difference();
        if (change.before() != null && difference.isEmpty()) {
            return false;
        }
        if (!change.collection().isAssociation()) {
            Moment moment = Moment.of(session, state, change.mode());
            return !change.mode().mutes(collectionChanged.name())
                    && sending.send(
                            moment, collectionChanged, new CollectionChangedEvent<>(moment, change, difference), false);
        }
        if (change.mode().mutes(m2mChanged.name())) {
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

    private static boolean hears(Signal<?> signal, EntityPersister persister, WriteMode mode) {
        return signal.hasReceivers(persister.getMappedClass()) && !mode.mutes(signal.name());
    }

    /** Before the flush, a query of one receiver must not write the change before the others have seen it. */
    private void sendM2m(
            SessionImplementor session,
            SessionState state,
            CollectionChange change,
            M2mAction action,
            List<Element> elements) {
        Moment moment = action.isPre() ? Moment.of(session, state) : Moment.of(session, state, change.mode());
        sending.send(moment, m2mChanged, new M2mEvent<>(moment, change, action, elements), action.isPre());
    }
}
