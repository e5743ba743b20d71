package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The listeners around each save of a stateless session. There is no flush to wait for, so receivers are called at once.
 * Hibernate has already read the state, so changes of receivers are copied into it.
 */
final class StatelessSaveListener
        implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener, PostUpsertEventListener {

    private final SessionStates states;
    private final EventDispatcher dispatcher;

    StatelessSaveListener(SessionStates states, EventDispatcher dispatcher) {
        this.states = states;
        this.dispatcher = dispatcher;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return before(event, Write.INSERT, event.getState());
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return before(event, Write.UPDATE, event.getState());
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return before(event, Write.UPSERT, event.getState());
    }

    /** Announces a row that a stateless session has inserted. */
    void inserted(PostInsertEvent event) {
        after(event, Write.INSERT, event.getState(), null);
    }

    /** Announces a row that a stateless session has updated. */
    void updated(PostUpdateEvent event) {
        if (dispatcher.hasSaveReceivers(event.getPersister())) {
            after(event, Write.UPDATE, event.getState(), WrittenProperties.of(event, true));
        }
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        after(event, Write.UPSERT, event.getState(), null);
    }

    /**
     * Calls receivers before a save.
     *
     * @return false, because nothing is ever vetoed
     */
    private boolean before(AbstractDatabaseOperationEvent event, Write write, @Nullable Object[] written) {
        SharedSessionContractImplementor of = HibernateAdapter.knownSession(event);
        if (of != null) {
            states.afterEnd().refuse(of, write.word(), event.getEntity());
        }
        EntityPersister persister = event.getPersister();
        if (dispatcher.hasPreSaveReceivers(persister) && HibernateAdapter.isStateless(event)) {
            SharedSessionContractImplementor session = HibernateAdapter.knownSession(event);
            Object entity = event.getEntity();
            @Nullable Object[] values = persister.getValues(entity);
            dispatcher.preSave(
                    session,
                    states.ofStateless(session),
                    new PendingSave(persister, entity, event.getId(), write, null));
            copyChanges(persister, values, persister.getValues(entity), written);
        }
        return false;
    }

    private static void copyChanges(
            EntityPersister persister,
            @Nullable Object[] before,
            @Nullable Object[] after,
            @Nullable Object[] written) {
        for (int i = 0; i < written.length; i++) {
            Type type = persister.getPropertyTypes()[i];
            boolean isReplaced = type.isCollectionType()
                    ? before[i] != after[i]
                    : !RowValue.isSame(type, before[i], after[i], persister.getFactory());
            if (isReplaced) {
                written[i] = after[i];
            }
        }
    }

    /**
     * @param properties the properties that are written; null for all
     */
    private void after(
            AbstractDatabaseOperationEvent event,
            Write write,
            @Nullable Object[] written,
            boolean @Nullable [] properties) {
        EntityPersister persister = event.getPersister();
        if (dispatcher.hasSaveReceivers(persister) && HibernateAdapter.isStateless(event)) {
            SharedSessionContractImplementor session = HibernateAdapter.knownSession(event);
            SessionState state = states.ofStateless(session);
            WriteMode mode = state == null ? WriteMode.NORMAL : state.modes().current();
            dispatcher.postSave(
                    session,
                    state,
                    new SaveRecord(
                            event.getEntity(),
                            event.getId(),
                            persister,
                            write,
                            mode,
                            null,
                            written.clone(),
                            properties));
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
