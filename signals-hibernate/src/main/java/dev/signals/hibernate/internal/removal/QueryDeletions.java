package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.internal.access.DeleteWrite;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.mapping.ForeignKeys;
import dev.signals.hibernate.internal.session.QueryOrigins;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.PendingInspection;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The deletions by query of one session factory.
 *
 * @param states the states of its sessions
 * @param removals the walk that announces removals
 * @param origins the origins of what stateless sessions delete
 * @param pending the inspection of instances
 * @param keys the foreign keys of its mapping
 */
public record QueryDeletions(
        SessionStates states, RemovalWalk removals, QueryOrigins origins, PendingInspection pending, ForeignKeys keys) {

    /**
     * Begins a deletion.
     *
     * @param origin the deletion as the events name it
     * @throws IllegalArgumentException if the class is no entity
     */
    public DeleteWrite begin(SharedSessionContractImplementor session, Class<?> type, Object origin) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().findEntityDescriptor(type.getName());
        if (persister == null) {
            throw new IllegalArgumentException("cannot delete " + type.getName()
                    + ": it is no entity of session factory \"" + FactoryName.of(session.getFactory()) + "\"");
        }
        return new QueryDeletion(this, session, persister, origin);
    }

    Removed removed(SharedSessionContractImplementor session, EntityPersister persister) {
        boolean cascades = session instanceof EventSource;
        Set<String> along = cascades ? removals.takenAlong(persister) : Set.of();
        return Removed.of(persister, along, cascades, keys);
    }

    /** Returns whether the entities have to be loaded, because of what their removal does besides deleting their rows. */
    boolean needsEntities(SharedSessionContractImplementor session, EntityPersister persister, Removed removed) {
        return removals.reachesReceivers(persister)
                || removed.mayTakeAlong()
                || !removed.byEntity().isEmpty()
                || keys.hasOwnDelete(removed.root())
                || hasCallbacks(persister)
                || hasOtherListeners(session.getFactory())
                || (session instanceof EventSource stateful
                        && (HibernateAdapter.hasInterceptor(stateful) || holdsAny(stateful, removed.root())));
    }

    private static boolean hasCallbacks(EntityPersister persister) {
        SessionFactoryImplementor factory = persister.getFactory();
        boolean[] found = {false};
        factory.getMappingMetamodel()
                .forEachEntityDescriptor(each -> found[0] |= persister.isSubclassEntityName(each.getEntityName())
                        && (EntityCallbacks.hasAny(each, CallbackType.PRE_REMOVE)
                                || EntityCallbacks.hasAny(each, CallbackType.POST_REMOVE)));
        return found[0];
    }

    /**
     * Returns whether others listen to deletions, such as Envers. Hibernate's own listener of callbacks and Bean
     * Validation do so everywhere.
     */
    private static boolean hasOtherListeners(SessionFactoryImplementor factory) {
        return List.of(EventType.PRE_DELETE, EventType.POST_DELETE, EventType.POST_COMMIT_DELETE).stream()
                .anyMatch(type -> isAnyOther(factory, type));
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private static boolean isAnyOther(SessionFactoryImplementor factory, EventType<?> type) {
        for (Object listener :
                factory.getEventListenerRegistry().getEventListenerGroup(type).listeners()) {
            String name = listener.getClass().getName();
            boolean isKnown = name.startsWith("dev.signals.")
                    || name.startsWith("org.hibernate.event.")
                    || (name.startsWith("org.hibernate.") && name.contains(".beanvalidation."));
            if (!isKnown) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsAny(EventSource session, String root) {
        return ManagedEntities.anyMatch(
                session,
                (entity, entry) -> entry.getPersister().getRootEntityName().equals(root));
    }
}
