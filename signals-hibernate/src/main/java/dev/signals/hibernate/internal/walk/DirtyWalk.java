package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.session.AnnouncedState;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.state.RowValue;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Announces managed entities that the coming flush will find changed. */
public final class DirtyWalk {

    private static final String PURPOSE = "changed entities";

    /** A changed entity and its state. */
    private record Found(
            Object entity, EntityEntry entry, @Nullable Object[] state) {}

    private final EventDispatcher dispatcher;
    private final CascadeReachability reach;
    private final InspectionGuard guard;

    public DirtyWalk(EventDispatcher dispatcher, NewEntityWalk newEntities, InspectionGuard guard) {
        this.dispatcher = dispatcher;
        this.reach = newEntities.reach();
        this.guard = guard;
    }

    /**
     * Announces every changed entity whose state has not been announced yet, once. An entity that the flush will delete as
     * an orphan is left out, because it is never saved.
     *
     * @return one of the entities, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object changed(EventSource session, SessionState state) {
        List<Found> found = unannounced(session, state);
        if (found.isEmpty()) {
            return null;
        }
        PersistCascade cascade = cascadeOfFlush(session);
        found.removeIf(each -> cascade.orphans(each.entity()));
        Object announced = null;
        for (Found each : found) {
            if (announced == null) {
                announce(session, state, each.entity(), each.entry(), each.state());
                announced = each.entity();
            } else if (announceIfChanged(session, state, each.entity())) {
                // Checked once more: a receiver of another entity may have changed, flushed or evicted this one.
                announced = each.entity();
            }
        }
        return announced;
    }

    /**
     * Announces removed entities that are changed and that the flush will persist again, because a managed entity still
     * cascades to them. Call it when receivers have nothing more to change.
     *
     * @return one of the entities, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object takenBack(EventSource session, SessionState state) {
        boolean isAnyDeleted =
                ManagedEntities.anyMatch(session, (entity, entry) -> entry.getStatus() == Status.DELETED);
        Object announced = null;
        if (isAnyDeleted) {
            for (Object entity : cascadeOfFlush(session).takenBack()) {
                if (announceIfChanged(session, state, entity, Status.DELETED)) {
                    announced = entity;
                }
            }
        }
        return announced;
    }

    private PersistCascade cascadeOfFlush(EventSource session) {
        return PersistCascade.ofFlush(session, reach.forOneLook(session.getFactory()), guard);
    }

    /**
     * Announces an entity if it is changed and its state has not been announced yet.
     *
     * @return whether it was announced
     */
    public boolean announceIfChanged(EventSource session, SessionState state, Object entity) {
        return announceIfChanged(session, state, entity, Status.MANAGED);
    }

    /**
     * @param status the status with which the entity was found
     */
    private boolean announceIfChanged(EventSource session, SessionState state, Object entity, Status status) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        if (entry == null || entry.getStatus() != status) {
            return false;
        }
        List<Found> found = new ArrayList<>(1);
        guard.at(session, PURPOSE, entity, entry, (each, known) -> {
            @Nullable Object[] changed = unannounced(session, state, entity, entry);
            if (changed != null) {
                found.add(new Found(entity, entry, changed));
            }
        });
        found.forEach(each -> announce(session, state, entity, entry, each.state()));
        return !found.isEmpty();
    }

    /** Returns whether {@link #changed} has anything to announce. */
    public boolean isAnyUnannounced(EventSource session, SessionState state) {
        return !unannounced(session, state).isEmpty();
    }

    private List<Found> unannounced(EventSource session, SessionState state) {
        List<Found> found = new ArrayList<>();
        guard.atEachManaged(session, PURPOSE, (entity, entry) -> {
            @Nullable
            Object[] changed = entry.getStatus() == Status.MANAGED ? unannounced(session, state, entity, entry) : null;
            if (changed != null) {
                found.add(new Found(entity, entry, changed));
            }
        });
        return found;
    }

    private @Nullable Object @Nullable [] unannounced(
            EventSource session, SessionState state, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (!dispatcher.hasPreSaveReceivers(persister)
                || state.preSaveTracker().isInDispatch(entity)
                || state.journal().isReplicated(entity)) {
            return null;
        }
        AnnouncedState before = state.preSaveTracker().change(entity);
        if (before != null && before.isSame(persister.getValues(entity), entry.getLoadedState())) {
            return null; // The state is the announced one, so no dirty check is needed.
        }
        @Nullable Object[] changed = DirtyCheck.changedStateIfManaged(session, entity, entry);
        if (changed == null) {
            state.preSaveTracker().forgetChange(entity);
            return null;
        }
        if (before == null && isAsPersisted(session, state, entity, entry, changed)) {
            before = AnnouncedState.of(persister, changed);
            state.preSaveTracker()
                    .rememberChange(entity, before); // The flush asks again after it has inserted the row.
            return null;
        }
        return changed;
    }

    /**
     * Returns whether a new entity is still as it was when it was persisted and announced, although Hibernate finds it
     * changed.
     */
    private static boolean isAsPersisted(
            EventSource session, SessionState state, Object entity, EntityEntry entry, @Nullable Object[] now) {
        @Nullable Object[] persisted = entry.getLoadedState();
        return (!entry.isExistsInDatabase() || state.journal().isInserted(entity))
                && persisted != null
                && DirtyCheck.isSameRowInDoubt(session, entry.getPersister(), persisted, now);
    }

    private void announce(
            EventSource session, SessionState state, Object entity, EntityEntry entry, @Nullable Object[] changed) {
        EntityPersister persister = entry.getPersister();
        AnnouncedState announced = state.preSaveTracker().change(entity);
        @Nullable
        Object[] base = announced != null ? unsent(entry, announced, changed) : loaded(entity, entry, changed);
        // Remember the change before receivers run: one of them may flush, and then this change is written.
        state.preSaveTracker().rememberChange(entity, AnnouncedState.of(persister, changed));
        Write write = entry.isExistsInDatabase() ? Write.UPDATE : Write.INSERT;
        dispatcher.preSave(session, state, new PendingSave(persister, entity, entry.getId(), write, base));
        if (state.preSaveTracker().change(entity) != null) {
            state.preSaveTracker().rememberChange(entity, AnnouncedState.of(persister, persister.getValues(entity)));
        }
    }

    /**
     * Returns what the session has loaded. For a reference that is not loaded, it knows only which attributes have been set.
     */
    private static @Nullable Object @Nullable [] loaded(Object entity, EntityEntry entry, @Nullable Object[] changed) {
        @Nullable Object[] loaded = entry.getLoadedState();
        if (loaded != null || !(entity instanceof SelfDirtinessTracker tracker)) {
            return loaded;
        }
        String[] names = entry.getPersister().getPropertyNames();
        @Nullable Object[] known = changed.clone();
        for (String set : tracker.$$_hibernate_getDirtyAttributes()) {
            for (int i = 0; i < names.length; i++) {
                if (set.equals(names[i]) || set.startsWith(names[i] + ".")) {
                    known[i] = LazyPropertyInitializer.UNFETCHED_PROPERTY;
                }
            }
        }
        return known;
    }

    /**
     * Returns the state that the next changes are compared with. Changes that were announced before are left out, so a
     * receiver of one attribute is called once for one change. Attributes that are back to the value of the row are left out
     * too.
     */
    private static @Nullable Object[] unsent(EntityEntry entry, AnnouncedState announced, @Nullable Object[] changed) {
        @Nullable Object[] base = announced.values().clone();
        @Nullable Object[] loaded = entry.getLoadedState();
        EntityPersister persister = entry.getPersister();
        for (int i = 0; loaded != null && i < base.length; i++) {
            if (RowValue.isSame(persister.getPropertyTypes()[i], loaded[i], changed[i], persister.getFactory())) {
                base[i] = changed[i];
            }
        }
        return base;
    }

    /**
     * Remembers the references of a new entity to entities that are not managed yet. Hibernate inserts them as null and
     * writes them by an UPDATE in the same flush. They were announced with the new entity, so the UPDATE is not announced
     * again.
     */
    public static void rememberReferences(
            EventSource session, SessionState state, EntityPersister persister, Object created) {
        if (DirtyCheck.refersToNew(session, persister, created)) {
            state.preSaveTracker().rememberChange(created, AnnouncedState.of(persister, persister.getValues(created)));
        }
    }
}
