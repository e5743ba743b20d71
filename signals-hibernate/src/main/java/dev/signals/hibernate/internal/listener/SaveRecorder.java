package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.session.WriteMode;
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
            inserted(session, state, event);
        }
    }

    private void inserted(SessionImplementor session, @Nullable SessionState state, PostInsertEvent event) {
        if (dispatcher.hasSaveReceivers(event.getPersister())) {
            SessionState known = state != null ? state : states.of(session);
            record(session, known, save(known, event, Write.INSERT, null, event.getState(), null));
        } else if (dispatcher.hasDeleteReceivers(event.getPersister()) && LeftOut.isAny(event)) {
            SessionState kept = state != null ? state : states.of(session);
            kept.leftOutValues().written(save(kept, event, Write.INSERT, null, event.getState(), null));
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
        boolean hasReceivers = dispatcher.hasSaveReceivers(event.getPersister());
        boolean isUnwatched = state == null && !hasReceivers && !dispatcher.hasDeleteReceivers(event.getPersister());
        if (isUnwatched || isBeingDeleted(session, event.getEntity())) {
            return; // Hibernate clears references of a row before it deletes it in the same flush.
        }
        if (state != null) {
            state.updatedEntities().add(event.getEntity());
        }
        boolean isModifiable = isModifiable(session, event);
        boolean isSave = isSave(session, event, isModifiable);
        if (isSave && state != null) {
            // An insert writes the state at persist, possibly without a reference, and an update completes it.
            state.preSaveTracker().forgetChange(event.getEntity());
        }
        // It is no save if only a collection and the version have changed, see PostSave. But Hibernate may have
        // set a value in the row, for example by @UpdateTimestamp, and that belongs to an earlier save.
        if (hasReceivers && (isSave || (state != null && state.journal().isSaved(event.getEntity())))) {
            boolean[] written = WrittenProperties.of(event, isModifiable);
            @Nullable Object[] before = isSave ? stateBefore(state, event) : row(state, event.getOldState());
            SessionState known = state != null ? state : states.of(session);
            record(session, known, save(known, event, Write.UPDATE, before, event.getState(), written));
        } else if (hasReceivers || dispatcher.hasDeleteReceivers(event.getPersister())) {
            updatedQuietly(session, state, event, isModifiable);
        }
    }

    /** Keeps what is known of the row after an update that is not announced. */
    private void updatedQuietly(
            SessionImplementor session, @Nullable SessionState state, PostUpdateEvent event, boolean isModifiable) {
        EntityPersister persister = event.getPersister();
        boolean isChanged = state != null && state.netChanges().isChanged(persister, event.getId());
        if (isChanged || LeftOut.mayBeAny(event, state, isModifiable)) {
            SessionState kept = state != null ? state : states.of(session);
            boolean[] written = WrittenProperties.of(event, isModifiable);
            SaveRecord update =
                    save(kept, event, Write.UPDATE, row(kept, event.getOldState()), event.getState(), written);
            kept.leftOutValues().written(update);
            kept.netChanges().writtenQuietly(update);
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
                ? row(state, event.getOldState())
                : StateBefore.of(event, state);
    }

    private static @Nullable Object @Nullable [] row(
            @Nullable SessionState state, @Nullable Object @Nullable [] loaded) {
        return state == null ? loaded : state.leftOutValues().row(loaded);
    }

    private static boolean isModifiable(SessionImplementor session, PostUpdateEvent event) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(event.getEntity());
        return entry == null ? event.getPersister().isMutable() : entry.isModifiableEntity();
    }

    private static SaveRecord save(
            SessionState state,
            AbstractPostDatabaseOperationEvent event,
            Write write,
            @Nullable Object @Nullable [] oldState,
            @Nullable Object[] newState,
            boolean @Nullable [] written) {
        Object entity = event.getEntity();
        WriteMode mode = state.modes().current();
        boolean raw = state.journal().isReplicated(entity);
        return new SaveRecord(
                entity,
                event.getId(),
                event.getPersister(),
                write,
                raw ? mode.asRaw() : mode,
                oldState,
                newState,
                written);
    }

    private void record(SessionImplementor session, SessionState state, SaveRecord save) {
        state.watchSavepoints(session); // A row may be written long before anything waits for the commit.
        state.leftOutValues().written(save);
        state.journal().saved(save);
        drainBeforeCompletion((EventSource) session, state);
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
