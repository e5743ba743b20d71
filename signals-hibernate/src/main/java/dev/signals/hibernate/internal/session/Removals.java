package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The deletions of one session, from the walk that finds them until they are announced as executed.
 *
 * <p>No POST_DELETE listener is needed for this, and none is registered: its mere presence would make Hibernate load an
 * entity before it removes it by reference ({@code DefaultDeleteEventListener.canBeDeletedWithoutLoading}). A flush that has
 * executed a deletion has also taken the entity out of the persistence context.
 */
public final class Removals {

    /** The removals that are not executed yet, by their instance. */
    private final IdentityHashMap<Object, Removal> pending = new IdentityHashMap<>();

    /** Those that Hibernate has not scheduled, and maybe others that were among them. */
    private final List<Removal> unscheduled = new ArrayList<>();

    /** Those that Hibernate has scheduled, mostly in order, and maybe others that were among them. */
    private final List<Removal> scheduled = new ArrayList<>();

    private final LeftOutValues leftOut;
    private final Map<EntityKey, ForeseenRemoval> foreseen = new HashMap<>();
    private final Set<Object> expectedBack = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<BegunRemoval> begun = new ArrayDeque<>();
    private final List<Removal> executed = new ArrayList<>();
    private int placed;

    Removals(LeftOutValues leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * Adds a removal.
     *
     * @param inOrder true to place it after the removals that were added before; false to place it where Hibernate queues it
     * @return false if there is a removal of this entity already
     */
    public boolean add(Removal removal, boolean inOrder) {
        if (pending.putIfAbsent(removal.instance(), removal) != null) {
            return false;
        }
        removal.isOfSession(leftOut);
        if (inOrder) {
            removal.setPlace(placed++);
        }
        unscheduled.add(removal);
        return true;
    }

    /** Returns the removal of this entity that waits to be executed; null if there is none. */
    public @Nullable Removal find(Object instance) {
        return pending.get(instance);
    }

    /** Keeps a foreseen deletion until {@link #notSeen} asks for it. */
    public void foresee(ForeseenRemoval removal) {
        foreseen.put(removal.key(), removal);
    }

    /** Records which entities the next flush will begin to delete and then persist again. */
    public void expectBack(Collection<?> entities) {
        forgetExpectedBack();
        expectedBack.addAll(entities);
    }

    private void forgetExpectedBack() {
        if (!expectedBack.isEmpty()) { // An empty one would be cleared entry by entry.
            expectedBack.clear();
        }
    }

    /** Returns whether the flush under way is expected to persist this entity again if it begins to delete it. */
    public boolean isExpectedBack(Object instance) {
        return expectedBack.contains(instance);
    }

    /**
     * Makes the removal of an entity that no inspection has seen loaded. It belongs to the entity that Hibernate is deleting
     * at the moment.
     *
     * @param inFlush whether a flush is under way, which deletes only orphans
     */
    public Removal notSeen(Object instance, EntityEntry entry, boolean inFlush) {
        return notSeen(instance, entry.getEntityKey(), entry.getPersister(), entry, inFlush);
    }

    /** Makes the removal of a detached instance that no inspection has seen. */
    public Removal notSeenDetached(Object instance, EntityKey key, EntityPersister persister, boolean inFlush) {
        return notSeen(instance, key, persister, null, inFlush);
    }

    private Removal notSeen(
            Object instance, EntityKey key, EntityPersister persister, @Nullable EntityEntry entry, boolean inFlush) {
        ForeseenRemoval known = foreseen.remove(key);
        BegunRemoval parent = begun.peek();
        Object origin = known != null ? known.origin() : parent != null ? parent.origin() : instance;
        DeleteCause cause = known != null ? known.cause() : causeBehind(parent, inFlush);
        return new Removal(instance, key.getIdentifier(), persister, origin, cause, entry);
    }

    /**
     * Records that Hibernate begins to delete this entity. Whatever it deletes before {@link #ends} is called is deleted
     * along with it.
     */
    public void begins(PersistenceContext context, Object instance) {
        placeQueued(context);
        Removal removal = find(instance);
        if (removal != null) {
            removal.begins();
            begun.push(BegunRemoval.of(removal));
        }
    }

    /**
     * Records that Hibernate begins to delete an object that is not managed, if it has a row.
     *
     * @param cause why; null if it belongs to the entity that Hibernate is deleting at the moment, or to a flush
     */
    public void beginsUnmanaged(
            PersistenceContext context, Object instance, @Nullable DeleteCause cause, boolean inFlush) {
        placeQueued(context);
        Removal removal = find(instance);
        BegunRemoval parent = begun.peek();
        begun.push(
                removal != null
                        ? BegunRemoval.of(removal)
                        : BegunRemoval.ofUnmanaged(
                                instance,
                                parent == null || cause != null ? instance : parent.origin(),
                                cause != null ? cause : causeBehind(parent, inFlush)));
    }

    private static DeleteCause causeBehind(@Nullable BegunRemoval parent, boolean inFlush) {
        return parent == null && inFlush ? DeleteCause.ORPHAN : DeleteCause.CASCADE;
    }

    /** Forgets deletions that have begun in a flush that has failed. */
    void forgetBegun() {
        begun.clear();
    }

    /**
     * Records that Hibernate has finished deleting this object, which may be a proxy that is not loaded. If it was detached, only
     * the database may have known until then that it has a row: then its removal is added now.
     */
    public void ends(PersistenceContext context, Object instance) {
        placeQueued(context);
        BegunRemoval innermost = begun.peek();
        if (innermost != null && innermost.isEndedBy(context, instance)) {
            begun.pop();
            EntityEntry entry = context.getEntry(instance);
            if (BegunRemoval.isQueued(context, entry) && find(instance) == null) {
                Removal detached = innermost.asDetached(entry);
                pending.put(instance, detached);
                schedule(detached);
            }
        }
    }

    /**
     * Records the place in Hibernate's queue of the entity that it is deleting. It is queued after what is deleted before
     * it, and before the entities its row refers to ({@code DefaultDeleteEventListener.deleteEntity}).
     */
    private void placeQueued(PersistenceContext context) {
        BegunRemoval innermost = begun.peek();
        if (innermost != null && innermost.isNewlyQueued(context)) {
            innermost.setPlace(placed++);
        }
    }

    /**
     * Returns whether this entity has been announced as removed by the application and Hibernate has not scheduled it yet.
     */
    public boolean isBeingRemoved(Object instance) {
        Removal removal = pending.get(instance);
        return removal != null && !removal.isScheduled() && removal.cause() != DeleteCause.ORPHAN;
    }

    /** Returns whether there are any removals that Hibernate has not scheduled yet. */
    public boolean isAnyBeingRemoved() {
        return unscheduled.stream().anyMatch(this::isUnscheduled);
    }

    /** Records that the row of an entity has been inserted. */
    void inserted(Object instance) {
        Removal removal = pending.isEmpty() ? null : pending.get(instance);
        if (removal != null) {
            removal.inserted();
        }
    }

    /** Records that a deleted entity has been persisted again before the flush. */
    public void takenBack(Object instance) {
        pending.remove(instance);
    }

    boolean isAnyExecuted() {
        return !executed.isEmpty();
    }

    /** Forgets the removals that have not been executed. */
    void dropPending() {
        dropUnscheduled();
        pending.clear();
        scheduled.clear();
    }

    void clear() {
        dropPending();
        executed.clear();
    }

    /**
     * Records that Hibernate schedules the deletion of this entity. Only then can a missing entry mean that the row is gone.
     */
    public void schedule(Object instance) {
        Removal removal = pending.get(instance);
        if (removal != null && !removal.isScheduled()) {
            schedule(removal);
        }
    }

    private void schedule(Removal removal) {
        removal.setScheduled(true);
        scheduled.add(removal);
    }

    /** Records that the cascade of a flush has persisted a deleted entity again. The flush may still delete it. */
    public void unschedule(Object instance) {
        Removal removal = pending.get(instance);
        if (removal != null && removal.isScheduled()) {
            removal.setScheduled(false);
            unscheduled.add(removal);
        }
    }

    private boolean isUnscheduled(Removal removal) {
        return !removal.isScheduled() && isPending(removal);
    }

    private boolean isPending(Removal removal) {
        return pending.get(removal.instance()) == removal;
    }

    /** Records which of the removals Hibernate has scheduled. */
    void scheduleDeleted(PersistenceContext context) {
        for (Removal removal : unscheduled) {
            if (isUnscheduled(removal)) {
                EntityEntry entry = context.getEntry(removal.instance());
                if (entry != null && entry.getStatus().isDeletedOrGone()) {
                    removal.deletedAs(entry);
                    schedule(removal);
                }
            }
        }
        unscheduled.removeIf(removal -> !isUnscheduled(removal));
    }

    /** Forgets the removals that Hibernate has not scheduled. */
    void dropUnscheduled() {
        for (Removal removal : unscheduled) {
            if (isUnscheduled(removal)) {
                pending.remove(removal.instance());
            }
        }
        unscheduled.clear();
        foreseen.clear();
        forgetExpectedBack();
        begun.clear();
    }

    /**
     * Records after a flush which rows are gone. Removals that the flush has not executed stay; removals cancelled by a
     * later {@code persist} are forgotten.
     *
     * @param saves the number of pending saves
     * @param collections the number of pending changes of collections
     * @param modes the modes of the session
     * @return the removals of the rows that are gone now, in order
     */
    List<Removal> recordExecuted(PersistenceContext context, int saves, int collections, WriteModes modes) {
        List<Removal> gone = new ArrayList<>();
        List<Removal> left = new ArrayList<>();
        for (Removal removal : scheduled) {
            if (removal.isScheduled() && isPending(removal)) {
                EntityEntry entry = context.getEntry(removal.instance());
                if (entry == null) {
                    pending.remove(removal.instance());
                    if (removal.hadRow()) {
                        removal.executedBehind(saves, collections, modes.current());
                        gone.add(removal);
                    }
                } else if (entry.getStatus().isDeletedOrGone()) {
                    left.add(removal);
                } else {
                    pending.remove(removal.instance());
                }
            }
        }
        scheduled.clear();
        scheduled.addAll(left);
        gone.sort(Comparator.comparingInt(Removal::place));
        executed.addAll(gone);
        return gone;
    }

    /** The removals whose row is gone, in order. */
    List<Removal> executed() {
        return List.copyOf(executed);
    }

    /** Puts back what {@link #executed} has returned. */
    void setExecuted(List<Removal> removals) {
        executed.clear();
        executed.addAll(removals);
    }

    /** Returns the removals whose row is gone, in order, and forgets them. */
    List<Removal> takeExecuted() {
        List<Removal> taken = List.copyOf(executed);
        executed.clear();
        return taken;
    }
}
