package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.session.SaveFact;
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

/** Notes each row that Hibernate writes. Called inside the flush, so it does nothing but note. */
final class SaveRecorder implements PostInsertEventListener, PostUpdateEventListener {

    private final SessionStates states;
    private final Announcer announcer;
    private final FlushCycle cycle;

    SaveRecorder(SessionStates states, Announcer announcer, FlushCycle cycle) {
        this.states = states;
        this.announcer = announcer;
        this.cycle = cycle;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        record(event, Write.INSERT, null, event.getState());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        SessionImplementor session = HibernateAdapter.session(event);
        if (session != null && isSave(session, event)) {
            record(event, Write.UPDATE, event.getOldState(), event.getState());
        }
        // Otherwise only a collection has changed, and the row only for its version: no save, see PostSave.
    }

    private static boolean isSave(SessionImplementor session, PostUpdateEvent event) {
        int[] dirty = event.getDirtyProperties();
        return dirty == null
                || new DirtyAttributes(event.getPersister(), session)
                        .isAny(dirty, event.getState(), event.getOldState());
    }

    private void record(
            AbstractPostDatabaseOperationEvent event,
            Write write,
            @Nullable Object @Nullable [] oldState,
            @Nullable Object[] newState) {
        SessionImplementor session = HibernateAdapter.session(event);
        if (session == null) {
            return; // A stateless session, see StatelessSaveHook.
        }
        if (write == Write.UPDATE && isBeingDeleted(session, event.getEntity())) {
            return; // Hibernate clears references of a row before it deletes it in the same flush.
        }
        SessionState state = states.find(session);
        if (state != null && write == Write.UPDATE) {
            // An insert writes what was there at persist, maybe without a reference, and an update completes it.
            state.announcements().forgetChange(event.getEntity());
        }
        if (announcer.wantsSaves(event.getPersister())) {
            state = state == null ? states.of(session) : state;
            state.watchSavepoints(session); // A row may be written long before anything waits for the commit.
            Object entity = event.getEntity();
            boolean raw = state.facts().isReplicated(entity);
            state.facts()
                    .saved(new SaveFact(
                            entity,
                            event.getId(),
                            event.getPersister(),
                            write,
                            raw
                                    ? state.modes().current().asRaw()
                                    : state.modes().current(),
                            oldState,
                            newState));
            drainBeforeCompletion((EventSource) session, state);
        }
    }

    private static boolean isBeingDeleted(SessionImplementor session, Object entity) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        return entry != null && entry.getStatus().isDeletedOrGone();
    }

    /**
     * An IDENTITY row is written by {@code persist} itself. It is announced at the next flush or query; a commit without
     * either, in flush mode MANUAL, must not lose it.
     */
    private void drainBeforeCompletion(EventSource session, SessionState state) {
        if (!session.getPersistenceContextInternal().isFlushing() && session.isTransactionInProgress()) {
            // The state is kept, as a child session may be closed by then.
            state.drainBeforeCommit(session, () -> cycle.drainWithoutFlush(session, state));
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
