package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.session.SessionState;
import java.util.Map;
import org.hibernate.TransientObjectException;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Announces managed entities that the coming flush will find changed. */
public final class DirtyWalk {

    private final Announcer announcer;

    public DirtyWalk(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * Announces every changed entity whose state has not been announced yet, once.
     *
     * @return whether there were any, so that a further look is needed
     */
    public boolean changed(EventSource session, SessionState state) {
        boolean announced = false;
        for (Map.Entry<Object, EntityEntry> each :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            @Nullable Object[] changed = unannounced(session, state, each.getKey(), each.getValue());
            if (changed != null) {
                announced = true;
                announce(session, state, each.getKey(), each.getValue(), changed);
            }
        }
        return announced;
    }

    /** Whether there is anything for {@link #changed} to announce. */
    public boolean hasUnannounced(EventSource session, SessionState state) {
        for (Map.Entry<Object, EntityEntry> each :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            if (unannounced(session, state, each.getKey(), each.getValue()) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object @Nullable [] unannounced(
            EventSource session, SessionState state, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (!announcer.wantsPreSave(persister) || state.announcements().isInDispatch(entity)) {
            return null;
        }
        @Nullable Object[] changed = changedState(session, entity, entry);
        if (changed == null) {
            state.announcements().forgetChange(entity);
            return null;
        }
        @Nullable Object[] before = state.announcements().change(entity);
        return before == null || differs(session, persister, entity, changed, before) ? changed : null;
    }

    private void announce(
            EventSource session, SessionState state, Object entity, EntityEntry entry, @Nullable Object[] changed) {
        EntityPersister persister = entry.getPersister();
        // Also remembered before the receivers run: one of them may flush, and then this change is written.
        state.announcements().rememberChange(entity, copy(persister, changed));
        announcer.preSave(session, state, persister, entity, entry.getId(), !entry.isExistsInDatabase());
        if (state.announcements().change(entity) != null) {
            state.announcements().rememberChange(entity, copy(persister, persister.getValues(entity)));
        }
    }

    /** The state of the entity if Hibernate's own check will find it changed, otherwise null. */
    static @Nullable Object @Nullable [] changedState(EventSource session, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        Object[] loaded = entry.getLoadedState();
        if (entry.getStatus() != Status.MANAGED || loaded == null || !entry.requiresDirtyCheck(entity)) {
            return null;
        }
        Object[] current = persister.getValues(entity);
        int[] byInterceptor = session.getInterceptor()
                .findDirty(
                        entity,
                        entry.getId(),
                        current,
                        loaded,
                        persister.getPropertyNames(),
                        persister.getPropertyTypes());
        boolean dirty =
                byInterceptor == null ? differs(session, persister, entity, current, loaded) : byInterceptor.length > 0;
        return dirty ? current : null;
    }

    private static boolean differs(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] current,
            @Nullable Object[] previous) {
        try {
            return persister.findDirty(current, previous, entity, session) != null;
        } catch (TransientObjectException e) {
            // A reference to a new entity that the flush will cascade to. It has no id to compare yet, and is a change.
            return true;
        }
    }

    private static @Nullable Object[] copy(EntityPersister persister, @Nullable Object[] state) {
        Type[] types = persister.getPropertyTypes();
        @Nullable Object[] copy = new Object[state.length];
        for (int i = 0; i < state.length; i++) {
            boolean copied = persister.getPropertyUpdateability()[i]
                    && !types[i].isAssociationType()
                    && state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
            copy[i] = copied ? types[i].deepCopy(state[i], persister.getFactory()) : state[i];
        }
        return copy;
    }
}
