package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.dispatch.Interest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Removed entities that the flush is going to persist again, since a managed one that it cascades from still holds them. It
 * is done before the flush, so that their changes can be announced.
 */
public final class TakenBackRemovals {

    private final Reach reach;

    public TakenBackRemovals(FactorySignals signals) {
        this.reach = new Reach(
                CascadingActions.PERSIST, new Interest(signals.preSave().signal()));
    }

    /** Takes them back; to be called when receivers have nothing more to change. Whether there were any. */
    public boolean takeBack(EventSource session) {
        if (reach.isIdle(session.getFactory()) || !isAnyDeleted(session)) {
            return false;
        }
        Pass pass = new Pass(session);
        ManagedEntities.forEach(session, pass::visitManaged);
        pass.found.removeIf(pass.orphaned::contains);
        PersistContext done = PersistContext.create();
        pass.found.forEach(entity -> session.persistOnFlush(null, entity, done));
        return !pass.found.isEmpty();
    }

    private static boolean isAnyDeleted(EventSource session) {
        return ManagedEntities.anyMatch(session, (entity, entry) -> entry.getStatus() == Status.DELETED);
    }

    /** Goes through the managed entities as the flush does: each cascades first, and then lets go of its orphans. */
    private final class Pass {

        private final EventSource session;
        private final Cascades persists;
        private final Cascades removes;
        private final Predicate<EntityPersister> reaches;
        private final Set<Object> seen = identitySet();
        private final Set<Object> orphaned = identitySet();
        private final List<Object> found = new ArrayList<>();

        Pass(EventSource session) {
            this.session = session;
            this.persists = new Cascades(session, CascadingActions.PERSIST_ON_FLUSH);
            this.removes = new Cascades(session, CascadingActions.REMOVE);
            this.reaches = reach.forOneLook(session.getFactory());
        }

        void visitManaged(Object entity, EntityEntry entry) {
            EntityPersister persister = entry.getPersister();
            if (Entities.isManaged(entry) && persister.hasCascades() && !orphaned.contains(entity)) {
                if (seen.add(entity)) {
                    visitChildren(persister, entity);
                }
                removes.forEachOrphan(persister, entity, entry, (name, orphan, link) -> orphan(orphan));
            }
        }

        private void visitChildren(EntityPersister persister, Object entity) {
            if (persister.hasCascades() && reaches.test(persister)) {
                persists.forEachChild(persister, entity, (name, child, link) -> visit(name, child));
            }
        }

        private void visit(@Nullable String entityName, Object child) {
            Object entity = Entities.unproxyIfInitialized(child);
            if (entity == null || !seen.add(entity)) {
                return;
            }
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            if (entry == null) {
                visitChildren(session.getEntityPersister(entityName, entity), entity);
            } else {
                if (entry.getStatus() == Status.DELETED) {
                    found.add(entity);
                }
                visitChildren(entry.getPersister(), entity);
            }
        }

        /** Notes what the flush will delete as an orphan, with all that the removal cascades to. */
        private void orphan(Object object) {
            Object entity = Entities.unproxyIfInitialized(object);
            EntityEntry entry = entity == null
                    ? null
                    : session.getPersistenceContextInternal().getEntry(entity);
            if (entity != null && entry != null && orphaned.add(entity)) {
                removes.forEachChild(entry.getPersister(), entity, (name, child, link) -> orphan(child));
            }
        }

        private static Set<Object> identitySet() {
            return Collections.newSetFromMap(new IdentityHashMap<>());
        }
    }
}
