package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.compat.RecordedChanges;
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
import org.hibernate.engine.spi.PersistenceContext;
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
            Object entity,
            EntityEntry entry,
            @Nullable Object @Nullable [] loaded,
            @Nullable Object[] state) {

        static Found of(Object entity, EntityEntry entry, @Nullable Object[] state) {
            return new Found(entity, entry, entry.getLoadedState(), state);
        }
    }

    private final EventDispatcher dispatcher;
    private final CascadeReachability reach;
    private final DirtyChecks checks;
    private final InspectionGuard guard;

    public DirtyWalk(EventDispatcher dispatcher, NewEntityWalk newEntities, DirtyChecks checks, InspectionGuard guard) {
        this.dispatcher = dispatcher;
        this.reach = newEntities.reach();
        this.checks = checks;
        this.guard = guard;
    }

    /**
     * Announces every changed entity whose state has not been announced yet, once. An entity that the flush will delete as
     * an orphan is left out, because it is never saved.
     *
     * @param mayOrphan whether the flush may find orphans among them
     * @return one of the entities, because another inspection is needed then; null if nothing was announced
     */
    public @Nullable Object changed(EventSource session, SessionState state, boolean mayOrphan) {
        List<Found> found = unannounced(session, state);
        if (mayOrphan && !found.isEmpty()) {
            PersistCascade cascade = cascadeOfFlush(session);
            found.removeIf(each -> cascade.orphans(each.entity()));
        }
        DirtyCheck check = checks.of(session);
        Object announced = null;
        for (Found each : found) {
            if (announced == null || isStillAsFound(session, state, check, each)) {
                announce(session, state, each.entity(), each.entry(), each.state());
                announced = each.entity();
            } else if (announceIfChanged(session, state, each.entity())) {
                // Checked once more: a receiver of another entity may have changed, flushed or evicted this one.
                announced = each.entity();
            }
        }
        return announced;
    }

    /** Returns whether an entity is plainly as it was found. It is quick, and may say no in doubt. */
    private static boolean isStillAsFound(EventSource session, SessionState state, DirtyCheck check, Found found) {
        EntityEntry entry = found.entry();
        return entry.getStatus() == Status.MANAGED
                && found.loaded() != null
                && entry.getLoadedState() == found.loaded()
                && session.getPersistenceContextInternal().getEntry(found.entity()) == entry
                && !state.preSaveTracker().isInDispatch(found.entity())
                && state.preSaveTracker().change(found.entity()) == null
                && check.isPlainlyChanged(found.entity(), entry, found.state());
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
        return PersistCascade.ofFlush(session, reach.childrenForOneLook(session.getFactory()), guard);
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
        if (entry == null || entry.getStatus() != status || !hasReceivers(entry.getPersister())) {
            return false;
        }
        @Nullable Object[] changed = guarded(session, state, checks.of(session), entity, entry);
        if (changed == null) {
            return false;
        }
        announce(session, state, entity, entry, changed);
        return true;
    }

    private @Nullable Object @Nullable [] guarded(
            EventSource session, SessionState state, DirtyCheck check, Object entity, EntityEntry entry) {
        try {
            return unannounced(session, state, check, entity, entry);
        } catch (Throwable e) {
            guard.failed(session, PURPOSE, entity, entry, e);
            return null;
        }
    }

    /** Returns whether entities of this type are announced when they are changed. */
    boolean hasReceivers(EntityPersister persister) {
        return dispatcher.hasPreSaveReceivers(persister);
    }

    /** Returns whether {@link #changed} has anything to announce. */
    public boolean isAnyUnannounced(EventSource session, SessionState state) {
        return !unannounced(session, state).isEmpty();
    }

    private List<Found> unannounced(EventSource session, SessionState state) {
        List<Found> found = new ArrayList<>();
        state.preSaveTracker().inspectionBegins();
        state.unchanged().inspectionBegins(session.getPersistenceContextInternal());
        DirtyCheck check = checks.of(session, state.unchanged());
        EntityPersister lastPersister = null;
        boolean hasReceivers = false;
        for (ManagedEntities each = ManagedEntities.of(session); each.next(); ) {
            EntityEntry entry = each.entry();
            if (entry.getPersister() != lastPersister) {
                lastPersister = entry.getPersister();
                hasReceivers = hasReceivers(lastPersister);
            }
            if (hasReceivers && entry.getStatus() == Status.MANAGED) {
                Object entity = each.entity();
                @Nullable Object[] changed = guarded(session, state, check, entity, entry);
                if (changed != null) {
                    found.add(Found.of(entity, entry, changed));
                }
            }
        }
        forgetReverted(session, state);
        if (found.isEmpty()) {
            state.unchanged().inspectionFoundNothing();
        }
        return found;
    }

    /** Forgets announced changes of entities that are unchanged now. The others are told apart when they are compared. */
    private void forgetReverted(EventSource session, SessionState state) {
        if (state.preSaveTracker().isEachChangeConfirmed()) {
            return;
        }
        DirtyCheck check = checks.of(session);
        PersistenceContext context = session.getPersistenceContextInternal();
        state.preSaveTracker().forgetChanges(entity -> {
            EntityEntry entry = context.getEntry(entity);
            return entry != null
                    && entry.getStatus() == Status.MANAGED
                    && !isLeftAlone(state, entity)
                    && isPlainlyUnchanged(check, entity, entry);
        });
    }

    private static boolean isPlainlyUnchanged(DirtyCheck check, Object entity, EntityEntry entry) {
        @Nullable Object[] current = check.plainState(entity, entry);
        return current != null && check.isPlainlyUnchanged(entity, entry, current);
    }

    private static boolean isLeftAlone(SessionState state, Object entity) {
        return state.preSaveTracker().isInDispatch(entity) || state.journal().isReplicated(entity);
    }

    private @Nullable Object @Nullable [] unannounced(
            EventSource session, SessionState state, DirtyCheck check, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (isLeftAlone(state, entity)) {
            return null;
        }
        @Nullable Object[] plain = check.plainState(entity, entry);
        if (plain != null && check.isPlainlyUnchanged(entity, entry, plain)) {
            return null;
        }
        AnnouncedState before = state.preSaveTracker().change(entity);
        if (before != null
                && before.isSame(entity, plain != null ? plain : persister.getValues(entity), entry.getLoadedState())) {
            state.preSaveTracker().changeConfirmed();
            return null; // The state is the announced one, so no dirty check is needed.
        }
        @Nullable
        Object[] changed = plain != null
                ? check.changedStateIfManaged(entity, entry, plain)
                : check.changedStateIfManaged(entity, entry);
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
                && SameRow.isSameInDoubt(session, entry.getPersister(), entity, persisted, now);
    }

    private void announce(
            EventSource session, SessionState state, Object entity, EntityEntry entry, @Nullable Object[] changed) {
        EntityPersister persister = entry.getPersister();
        AnnouncedState announced = state.preSaveTracker().change(entity);
        @Nullable
        Object[] base = announced != null ? unsent(entry, announced, changed) : loaded(state, entity, entry, changed);
        // Remember the change before receivers run: one of them may flush, and then this change is written.
        AnnouncedState remembered = AnnouncedState.of(persister, changed);
        state.preSaveTracker().rememberChange(entity, remembered);
        Write write = entry.isExistsInDatabase() ? Write.UPDATE : Write.INSERT;
        dispatcher.preSave(session, state, new PendingSave(persister, entity, entry.getId(), write, base));
        AnnouncedState present = state.preSaveTracker().change(entity);
        if (present != null) {
            @Nullable Object[] now = persister.getValues(entity);
            if (present != remembered || !remembered.isUntouched(now)) {
                state.preSaveTracker().rememberChange(entity, AnnouncedState.of(persister, now));
            }
        }
    }

    /**
     * Returns what the session has loaded. For a reference that is not loaded, it knows only which attributes have been set.
     */
    static @Nullable Object @Nullable [] loaded(
            @Nullable SessionState state, Object entity, EntityEntry entry, @Nullable Object[] changed) {
        @Nullable Object[] loaded = entry.getLoadedState();
        if (loaded != null || !(entity instanceof SelfDirtinessTracker tracker)) {
            return state == null ? loaded : state.leftOutValues().before(entry.getPersister(), loaded, changed);
        }
        String[] names = entry.getPersister().getPropertyNames();
        @Nullable Object[] known = changed.clone();
        for (String set : RecordedChanges.of(tracker)) {
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
        if (NewReferences.areIn(session, persister, created)) {
            state.preSaveTracker().rememberChange(created, AnnouncedState.of(persister, persister.getValues(created)));
        }
    }
}
