package dev.signals.hibernate.internal.listener;

import dev.signals.Scope;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import java.util.Objects;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A registry of JPA callbacks that announces an entity before Hibernate reads its state, and then passes the call on. Merge
 * and flush use it in place of Hibernate's own registry.
 *
 * <p>It is the way to the new entities of a {@code merge}, whose managed copies are made inside it. It is also the safety
 * net for entities that Hibernate, a callback or another listener changes during a flush.
 */
final class AnnouncingCallbackRegistry implements CallbackRegistry {

    private final CallbackRegistry registry;
    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final DirtyWalk dirtyEntities;
    private final OperationStack operations;

    AnnouncingCallbackRegistry(
            CallbackRegistry registry,
            SessionStates states,
            EventDispatcher dispatcher,
            DirtyWalk dirtyEntities,
            OperationStack operations) {
        this.registry = registry;
        this.states = states;
        this.dispatcher = dispatcher;
        this.dirtyEntities = dirtyEntities;
        this.operations = operations;
    }

    @Override
    public void preCreate(Object entity) {
        EventSource session = operations.get();
        if (session != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            announceNew(session, entity);
        }
        OperationStack.Operation around = operations.current();
        try {
            registry.preCreate(entity);
        } finally {
            operations.goBackTo(around);
        }
    }

    private void announceNew(EventSource session, Object copy) {
        EntityPersister persister = session.getEntityPersister(null, copy);
        if (!dispatcher.hasPreSaveReceivers(persister)) {
            return;
        }
        SessionState state = states.of(session);
        if (state.preSaveTracker().addNew(copy)) {
            OperationStack.Operation around = operations.current();
            HiddenId id = new HiddenId(session, persister, copy);
            Scope saving = state.preSaveTracker().saving(copy);
            try {
                Object operation = Objects.requireNonNull(operations.operation());
                InverseSideSnapshot inverseSide = new InverseSideSnapshot(session, persister, copy);
                dispatcher.preSave(session, state, PendingSave.ofNew(persister, copy, id.value()));
                state.preSaveTracker().finished(copy);
                DirtyWalk.rememberReferences(session, state, persister, copy);
                state.runAfter(operation, inverseSide.additions());
            } finally {
                saving.close();
                id.restore();
                operations.goBackTo(around); // merges and flushes of a receiver may have failed
            }
        }
    }

    /**
     * Announces an entity that was changed during the flush, and passes the call on.
     *
     * @return whether the state of the entity may have changed, so that Hibernate has to read it again
     */
    @Override
    public boolean preUpdate(Object entity) {
        boolean announced = false;
        EventSource session = operations.get();
        if (session != null) {
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            announced = entry != null && announceLate(session, entity, entry);
        }
        OperationStack.Operation around = operations.current();
        try {
            boolean isCalled = registry.preUpdate(entity);
            if (isCalled) {
                forgetUnchanged();
            }
            return isCalled || announced;
        } finally {
            operations.goBackTo(around);
        }
    }

    /** A callback may have changed any entity, also one to which the flush has not come yet. */
    private void forgetUnchanged() {
        EventSource session = operations.session();
        SessionState state = session == null ? null : states.find(session);
        if (state != null) {
            state.unchanged().forget();
        }
    }

    private boolean announceLate(EventSource session, Object entity, EntityEntry entry) {
        if (!dispatcher.hasPreSaveReceivers(entry.getPersister())) {
            return false;
        }
        SessionState state = states.of(session);
        if (state.unchanged().isNothingToAnnounce(session.getPersistenceContextInternal())) {
            return false; // Nothing has run since the inspection before the flush.
        }
        OperationStack.Operation around = operations.current();
        try {
            return dirtyEntities.announceIfChanged(session, state, entity);
        } finally {
            operations.goBackTo(around);
        }
    }

    @Override
    public boolean hasRegisteredCallbacks(Class<?> entityClass, CallbackType callbackType) {
        return registry.hasRegisteredCallbacks(entityClass, callbackType);
    }

    @Override
    public void postCreate(Object entity) {
        registry.postCreate(entity);
    }

    @Override
    public void postUpdate(Object entity) {
        registry.postUpdate(entity);
    }

    @Override
    public void preRemove(Object entity) {
        registry.preRemove(entity);
    }

    @Override
    public void postRemove(Object entity) {
        registry.postRemove(entity);
    }

    @Override
    public boolean postLoad(Object entity) {
        return registry.postLoad(entity);
    }

    @Override
    public void release() {
        registry.release();
    }
}
