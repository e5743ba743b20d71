package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.Cascades.Link;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Announces new entities before Hibernate gets to them: those that {@code persist} will reach, and those that a flush will
 * reach from managed ones.
 */
public final class NewEntityWalk {

    private final Announcer announcer;
    private final Reach reach;

    public NewEntityWalk(Announcer announcer, FactorySignals signals) {
        this.announcer = announcer;
        this.reach = new Reach(CascadingActions.PERSIST, signals.preSave().signal());
    }

    /** Whether nobody listens to any entity of the factory. */
    public boolean isIdle(EventSource session) {
        return reach.isIdle(session.getFactory());
    }

    /** Whether anybody listens to this object, or to what it cascades {@code persist} to. */
    public boolean concerns(EventSource session, @Nullable String entityName, Object object) {
        if (reach.isIdle(session.getFactory())) {
            return false;
        }
        Object entity = Entities.unproxyIfInitialized(object);
        return entity != null && reach.reaches(session.getEntityPersister(entityName, entity), session.getFactory());
    }

    /** Announces {@code root}, if it is new, and all new entities it cascades {@code persist} to. */
    public void fromPersist(EventSource session, SessionState state, @Nullable String entityName, Object root) {
        Pass pass;
        Rounds rounds = new Rounds("persist");
        do {
            pass = new Pass(session, state, CascadingActions.PERSIST);
            pass.visit(entityName, root, Link.OTHER_SIDE);
            // What receivers attached to entities visited before is found by one more pass.
        } while (pass.announced != null && rounds.next(pass.announced));
    }

    /**
     * Announces the new entities that managed ones cascade to, once.
     *
     * @return whether there were any, so that a further look is needed
     */
    public boolean fromManaged(EventSource session, SessionState state) {
        return managedPass(session, state).announced != null;
    }

    /** Announces a new entity that a cascade has reached and no walk has found. */
    public void late(EventSource session, SessionState state, @Nullable String entityName, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
            new Pass(session, state, CascadingActions.PERSIST).announceIfNew(entityName, entity);
        }
    }

    /**
     * Whether a managed entity refers to a new one that is being announced, by a reference that its own row or a join table
     * has to hold. Hibernate could not flush now.
     */
    public boolean isFlushBlocked(EventSource session, SessionState state) {
        return state.announcements().isDispatching() && managedPass(session, state).flushBlocked;
    }

    private Pass managedPass(EventSource session, SessionState state) {
        Pass pass = new Pass(session, state, CascadingActions.PERSIST_ON_FLUSH);
        for (Map.Entry<Object, EntityEntry> each :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            if (Entities.isManaged(each.getValue())) {
                pass.visitChildren(each.getValue().getPersister(), each.getKey());
            }
        }
        return pass;
    }

    /** One look at the graph. */
    private final class Pass {

        private final EventSource session;
        private final SessionState state;
        private final Cascades cascades;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private @Nullable Object announced;
        private boolean flushBlocked;

        Pass(EventSource session, SessionState state, CascadingAction<?> action) {
            this.session = session;
            this.state = state;
            this.cascades = new Cascades(session, action);
        }

        void visit(@Nullable String entityName, Object object, Link link) {
            Object entity = Entities.unproxyIfInitialized(object);
            if (entity == null) {
                return;
            }
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            if (entry == null && state.announcements().isInDispatch(entity)) {
                flushBlocked |= link != Link.OTHER_SIDE;
            }
            if (!seen.add(entity)) {
                return;
            }
            if (entry == null) {
                EntityPersister persister = session.getEntityPersister(entityName, entity);
                if (Entities.isTransient(persister, entity, session)) {
                    announce(persister, entity);
                    visitChildren(persister, entity);
                }
            } else if (Entities.isManaged(entry)) {
                visitChildren(entry.getPersister(), entity);
            }
        }

        void announceIfNew(@Nullable String entityName, Object entity) {
            EntityPersister persister = session.getEntityPersister(entityName, entity);
            if (announcer.wantsPreSave(persister) && Entities.isTransient(persister, entity, session)) {
                announce(persister, entity);
            }
        }

        void visitChildren(EntityPersister persister, Object entity) {
            if (persister.hasCascades() && reach.reaches(persister, session.getFactory())) {
                cascades.forEachChild(persister, entity, this::visit);
            }
        }

        private void announce(EntityPersister persister, Object entity) {
            if (announcer.wantsPreSave(persister) && state.announcements().addNew(entity)) {
                announced = entity;
                Object id = Entities.assignedId(persister, entity, session);
                announcer.preSave(session, state, persister, entity, id, true);
            }
        }
    }
}
