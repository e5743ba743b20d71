package dev.signals.hibernate.internal.hooks;

import dev.signals.Scope;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.PendingSave;
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
 * The registry of JPA callbacks as the merge and the flush see it: told of an entity before its state is read, and passing
 * the call on.
 *
 * <p>It is the way to new entities of a {@code merge}, whose managed copies come to be inside it, and the safety net for
 * entities that Hibernate, a callback or another listener changes during a flush.
 */
final class CallbackHook implements CallbackRegistry {

    private final CallbackRegistry registry;
    private final SessionStates states;
    private final Announcer announcer;
    private final DirtyWalk dirtyEntities;
    private final NotedSession noted;

    CallbackHook(
            CallbackRegistry registry,
            SessionStates states,
            Announcer announcer,
            DirtyWalk dirtyEntities,
            NotedSession noted) {
        this.registry = registry;
        this.states = states;
        this.announcer = announcer;
        this.dirtyEntities = dirtyEntities;
        this.noted = noted;
    }

    @Override
    public void preCreate(Object entity) {
        EventSource session = noted.get();
        if (session != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            announceNew(session, entity);
        }
        NotedSession.Note around = noted.current();
        try {
            registry.preCreate(entity);
        } finally {
            noted.goBackTo(around);
        }
    }

    private void announceNew(EventSource session, Object copy) {
        EntityPersister persister = session.getEntityPersister(null, copy);
        if (!announcer.wantsPreSave(persister)) {
            return;
        }
        SessionState state = states.of(session);
        if (state.announcements().addNew(copy)) {
            NotedSession.Note around = noted.current();
            HiddenId id = new HiddenId(session, persister, copy);
            Scope saving = state.announcements().saving(copy);
            try {
                Object operation = Objects.requireNonNull(noted.operation());
                FarSideOfCopy farSide = new FarSideOfCopy(session, persister, copy);
                announcer.preSave(session, state, PendingSave.ofNew(persister, copy, id.value()));
                state.announcements().finished(copy);
                DirtyWalk.rememberReferences(session, state, persister, copy);
                state.runAfter(operation, farSide.additions());
            } finally {
                saving.close();
                id.restore();
                noted.goBackTo(around); // What a receiver merged or flushed meanwhile may have failed.
            }
        }
    }

    /** Returns whether the state of the entity may have changed, so that Hibernate has to read it again. */
    @Override
    public boolean preUpdate(Object entity) {
        boolean announced = false;
        EventSource session = noted.get();
        if (session != null) {
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            announced = entry != null && announceLate(session, entity, entry);
        }
        NotedSession.Note around = noted.current();
        try {
            return registry.preUpdate(entity) || announced;
        } finally {
            noted.goBackTo(around);
        }
    }

    private boolean announceLate(EventSource session, Object entity, EntityEntry entry) {
        if (!announcer.wantsPreSave(entry.getPersister())) {
            return false;
        }
        NotedSession.Note around = noted.current();
        try {
            return dirtyEntities.announceIfChanged(session, states.of(session), entity);
        } finally {
            noted.goBackTo(around);
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
