package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.ForeignValues;
import dev.signals.hibernate.internal.compat.InterceptedFlushEntity;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import java.util.function.BooleanSupplier;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Announces an entity that Hibernate is about to write. It is the safety net for entities that Hibernate, a callback or another
 * listener changes during the flush.
 */
final class LateChanges implements InterceptedFlushEntity.Interception {

    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final DirtyWalk dirtyEntities;
    private final OperationStack operations;

    LateChanges(SessionStates states, EventDispatcher dispatcher, DirtyWalk dirtyEntities, OperationStack operations) {
        this.states = states;
        this.dispatcher = dispatcher;
        this.dirtyEntities = dirtyEntities;
        this.operations = operations;
    }

    @Override
    public boolean call(FlushEntityEvent event, BooleanSupplier callbacks) {
        EntityEntry entry = event.getEntityEntry();
        if (entry.getStatus() == Status.DELETED) {
            return callbacks.getAsBoolean();
        }
        EventSource session = event.getSession();
        EntityPersister persister = entry.getPersister();
        OperationStack.Operation around = operations.current();
        try {
            boolean isRead = isAnnounced(session, event.getEntity(), persister) && readAgain(event, persister);
            if (EntityCallbacks.hasAny(persister, CallbackType.PRE_UPDATE)
                    || ForeignValues.generatesVersion(persister)) { // Hibernate asks for the next version after this
                forgetUnchanged(session);
            }
            return callbacks.getAsBoolean() || isRead;
        } finally {
            operations.goBackTo(around); // merges and flushes of a receiver or of a callback may have failed
        }
    }

    /** Announces an entity, unless nothing has run since the inspection before the flush. */
    private boolean isAnnounced(EventSource session, Object entity, EntityPersister persister) {
        if (!operations.announcesLateChanges() || !dispatcher.hasPreSaveReceivers(persister)) {
            return false;
        }
        SessionState state = states.of(session);
        return !state.unchanged().isNothingToAnnounce(session.getPersistenceContextInternal())
                && dirtyEntities.announceIfChanged(session, state, entity);
    }

    /** The application may change any entity, also one to which the flush has not come yet. */
    private void forgetUnchanged(EventSource session) {
        SessionState state = states.find(session);
        if (state != null) {
            state.unchanged().forget();
        }
    }

    /** Takes over what receivers have set, as Hibernate does after a callback; returns whether there is anything. */
    private static boolean readAgain(FlushEntityEvent event, EntityPersister persister) {
        @Nullable Object[] state = event.getPropertyValues();
        @Nullable Object[] present = persister.getValues(event.getEntity());
        Type[] types = persister.getPropertyTypes();
        boolean isChanged = false;
        for (int i = 0; i < state.length; i++) {
            if (isChanged(types[i], state[i], present[i])) {
                state[i] = present[i];
                isChanged = true;
            }
        }
        return isChanged;
    }

    private static boolean isChanged(Type type, @Nullable Object before, @Nullable Object present) {
        if (before == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return present != LazyPropertyInitializer.UNFETCHED_PROPERTY;
        }
        return before != present && !type.isEqual(before, present);
    }
}
