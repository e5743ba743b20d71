package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.walk.DirtyAttributes;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Records each row that Hibernate writes. It is called inside the flush, so it does nothing else. */
final class SaveRecorder implements PostInsertEventListener, PostUpdateEventListener {

    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final FlushCycle cycle;
    private final StatelessSaveListener stateless;

    /**
     * @param stateless gets the rows of stateless sessions, which have no flush
     */
    SaveRecorder(SessionStates states, EventDispatcher dispatcher, FlushCycle cycle, StatelessSaveListener stateless) {
        this.states = states;
        this.dispatcher = dispatcher;
        this.cycle = cycle;
        this.stateless = stateless;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        SessionImplementor session = HibernateAdapter.session(event);
        if (session == null) {
            stateless.inserted(event);
        } else {
            SessionState state = states.find(session);
            if (state != null) {
                state.journal().inserted(event.getEntity());
            }
            record(session, state, event, Write.INSERT, null, event.getState(), null);
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        SessionImplementor session = HibernateAdapter.session(event);
        if (session == null) {
            stateless.updated(event);
            return;
        }
        SessionState state = states.find(session);
        boolean isUnwatched = state == null && !dispatcher.hasSaveReceivers(event.getPersister());
        if (isUnwatched || isBeingDeleted(session, event.getEntity())) {
            return; // Hibernate clears references of a row before it deletes it in the same flush.
        }
        if (state != null) {
            state.updatedEntities().add(event.getEntity());
        }
        boolean isModifiable = isModifiable(session, event);
        if (isSave(session, event, isModifiable)) {
            if (state != null) {
                // An insert writes the state at persist, possibly without a reference, and an update completes it.
                state.preSaveTracker().forgetChange(event.getEntity());
            }
            if (dispatcher.hasSaveReceivers(event.getPersister())) {
                boolean[] written = WrittenProperties.of(event, isModifiable);
                record(session, state, event, Write.UPDATE, stateBefore(state, event), event.getState(), written);
            }
        } else if (state != null && dispatcher.hasSaveReceivers(event.getPersister())) {
            // Only a collection and the version have changed: that is no save, see PostSave.
            completeSave(session, state, event, isModifiable);
        }
    }

    /** Adds a value that Hibernate has set in the row, for example by {@code @UpdateTimestamp}, to an earlier save. */
    private void completeSave(
            SessionImplementor session, SessionState state, PostUpdateEvent event, boolean isModifiable) {
        EntityPersister persister = event.getPersister();
        if (state.journal().isSaved(event.getEntity())) {
            boolean[] written = WrittenProperties.of(event, isModifiable);
            record(session, state, event, Write.UPDATE, event.getOldState(), event.getState(), written);
        } else if (state.netChanges().isChanged(persister, event.getId())) {
            state.netChanges()
                    .writtenQuietly(new SaveRecord(
                            event.getEntity(),
                            event.getId(),
                            persister,
                            Write.UPDATE,
                            state.modes().current(),
                            event.getOldState(),
                            event.getState(),
                            WrittenProperties.of(event, isModifiable)));
        }
    }

    /**
     * Returns whether an update counts as a save. For a read-only entity Hibernate writes only the version, because of its
     * collections, and does not know what is dirty.
     */
    private static boolean isSave(SessionImplementor session, PostUpdateEvent event, boolean isModifiable) {
        int[] dirty = event.getDirtyProperties();
        return dirty == null
                ? isModifiable
                : new DirtyAttributes(event.getPersister(), session)
                        .isAny(dirty, event.getState(), event.getOldState());
    }

    /** The row that a replication overwrites is not known, whatever an enhanced entity says that was set. */
    private static @Nullable Object @Nullable [] stateBefore(@Nullable SessionState state, PostUpdateEvent event) {
        return state != null && state.journal().isReplicated(event.getEntity())
                ? event.getOldState()
                : StateBefore.of(event);
    }

    private static boolean isModifiable(SessionImplementor session, PostUpdateEvent event) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(event.getEntity());
        return entry == null ? event.getPersister().isMutable() : entry.isModifiableEntity();
    }

    private void record(
            SessionImplementor session,
            @Nullable SessionState known,
            AbstractPostDatabaseOperationEvent event,
            Write write,
            @Nullable Object @Nullable [] oldState,
            @Nullable Object[] newState,
            boolean @Nullable [] written) {
        if (dispatcher.hasSaveReceivers(event.getPersister())) {
            SessionState state = known != null ? known : states.of(session);
            state.watchSavepoints(session); // A row may be written long before anything waits for the commit.
            Object entity = event.getEntity();
            boolean raw = state.journal().isReplicated(entity);
            state.journal()
                    .saved(new SaveRecord(
                            entity,
                            event.getId(),
                            event.getPersister(),
                            write,
                            raw
                                    ? state.modes().current().asRaw()
                                    : state.modes().current(),
                            oldState,
                            newState,
                            written));
            drainBeforeCompletion((EventSource) session, state);
        }
    }

    private static boolean isBeingDeleted(SessionImplementor session, Object entity) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        return entry != null && entry.getStatus().isDeletedOrGone();
    }

    /**
     * Announces rows before a commit that does not flush. {@code persist} itself writes a row with an IDENTITY column. The
     * next flush or query announces it, but a commit without either, in flush mode MANUAL, must not lose it.
     */
    private void drainBeforeCompletion(EventSource session, SessionState state) {
        if (!session.getPersistenceContextInternal().isFlushing() && session.isTransactionInProgress()) {
            // The state is passed on, because a child session may be closed when this runs.
            state.drainBeforeCommit(session, () -> cycle.drainWithoutFlush(session, state));
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
