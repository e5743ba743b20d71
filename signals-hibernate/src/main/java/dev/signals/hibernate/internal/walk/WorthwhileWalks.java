package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.AnswerCache;
import dev.signals.hibernate.internal.dispatch.ReceiverLookup;
import java.util.Map;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Finds out which walks before a flush are worthwhile for a session, by the types of the entities that it manages. It looks
 * at each entity once. What is true of a type is computed once, and kept until a receiver is connected or disconnected.
 */
public final class WorthwhileWalks {

    private final NewEntityWalk newEntities;
    private final RemovalWalk removals;
    private final DirtyWalk dirtyEntities;
    private final CollectionWalk collections;
    private final ReceiverLookup receivers;
    private final AnswerCache<Walks> answers;

    /**
     * The walks that may find something.
     *
     * @param newEntities whether a managed entity cascades to a type with receivers of PRE_SAVE
     * @param orphans whether a managed entity may let go of an orphan that has receivers
     * @param changes whether a managed entity has receivers of PRE_SAVE
     * @param orphanedChanges whether a managed entity may let go of an orphan with receivers of PRE_SAVE
     * @param takenBack whether such an entity is being deleted
     * @param collections whether a managed entity, or one it cascades to, has collections with receivers
     */
    public record Walks(
            boolean newEntities,
            boolean orphans,
            boolean changes,
            boolean orphanedChanges,
            boolean takenBack,
            boolean collections) {

        static final Walks NONE = new Walks(false, false, false, false, false, false);

        /** Returns whether any walk is worthwhile. */
        public boolean isAny() {
            return newEntities || orphans || changes || takenBack || collections;
        }

        private Walks withoutTakenBack() {
            return new Walks(newEntities, orphans, changes, orphanedChanges, false, collections);
        }

        private Walks or(Walks other) {
            return new Walks(
                    newEntities || other.newEntities,
                    orphans || other.orphans,
                    changes || other.changes,
                    orphanedChanges || other.orphanedChanges,
                    takenBack || other.takenBack,
                    collections || other.collections);
        }
    }

    /**
     * @param receivers looks up the receivers of all signals for which the walks are made
     */
    public WorthwhileWalks(
            NewEntityWalk newEntities,
            RemovalWalk removals,
            DirtyWalk dirtyEntities,
            CollectionWalk collections,
            ReceiverLookup receivers) {
        this.newEntities = newEntities;
        this.removals = removals;
        this.dirtyEntities = dirtyEntities;
        this.collections = collections;
        this.receivers = receivers;
        this.answers = new AnswerCache<>(receivers);
    }

    /** Returns the walks that are worthwhile for the session at present. */
    public Walks of(EventSource session) {
        if (!receivers.hasAnyReceivers(session.getFactory())) {
            return Walks.NONE;
        }
        Map<String, Walks> known = answers.current();
        Walks found = Walks.NONE;
        EntityPersister lastPersister = null;
        Status lastStatus = null;
        for (ManagedEntities each = ManagedEntities.of(session); each.next(); ) {
            EntityPersister persister = each.entry().getPersister();
            Status status = each.entry().getStatus();
            // Entities of one type mostly follow each other, and then each costs one comparison.
            if (persister != lastPersister || status != lastStatus) {
                lastPersister = persister;
                lastStatus = status;
                Walks ofType = of(persister, known);
                found = found.or(status == Status.DELETED ? ofType : ofType.withoutTakenBack());
            }
        }
        return found;
    }

    private Walks of(EntityPersister persister, Map<String, Walks> known) {
        Walks ofType = known.get(persister.getEntityName());
        if (ofType == null) {
            ofType = of(persister);
            known.put(persister.getEntityName(), ofType);
        }
        return ofType;
    }

    private Walks of(EntityPersister persister) {
        boolean changes = dirtyEntities.hasReceivers(persister);
        return new Walks(
                newEntities.mayFindAny(persister),
                removals.mayFindOrphans(persister),
                changes,
                newEntities.mayFindOrphans(persister),
                changes,
                collections.mayFindAny(persister));
    }
}
