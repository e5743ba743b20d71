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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * The deletions of one session, from the walk that found them until they are announced as done.
 *
 * <p>No POST_DELETE listener is needed for that, and none is registered: the mere presence of one makes Hibernate load an
 * entity before it removes it by reference ({@code DefaultDeleteEventListener.canBeDeletedWithoutLoading}). A flush that
 * executed a deletion has taken the entity out of the persistence context.
 */
public final class Removals {

    private final IdentityHashMap<Object, Removal> unscheduled = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Removal> scheduled = new IdentityHashMap<>();
    private final Map<EntityKey, ForeseenRemoval> foreseen = new HashMap<>();
    private final Set<Object> expectedBack = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Removal> begun = new ArrayDeque<>();
    private final List<Removal> executed = new ArrayList<>();
    private int placed;

    Removals() {}

    /**
     * Adds a removal; false if this entity is among them already.
     *
     * @param inOrder whether it comes behind those that were added before; otherwise behind those that Hibernate has queued before
     */
    public boolean add(Removal removal, boolean inOrder) {
        if (find(removal.instance()) != null) {
            return false;
        }
        if (inOrder) {
            removal.setPlace(placed++);
        }
        unscheduled.put(removal.instance(), removal);
        return true;
    }

    /** The removal of this entity that is waiting to be executed, if any. */
    public @Nullable Removal find(Object instance) {
        Removal removal = scheduled.get(instance);
        return removal != null ? removal : unscheduled.get(instance);
    }

    /** Keeps what is known of a deletion until {@link #notSeen} asks for it. */
    public void foresee(ForeseenRemoval removal) {
        foreseen.put(removal.key(), removal);
    }

    /** Notes which entities the next flush will begin to delete and persist again. */
    public void expectBack(Collection<?> entities) {
        expectedBack.clear();
        expectedBack.addAll(entities);
    }

    /** Whether the flush under way is expected to persist this entity again if it begins to delete it. */
    public boolean isExpectedBack(Object instance) {
        return expectedBack.contains(instance);
    }

    /**
     * The removal of an entity that no look has seen loaded; it belongs to what Hibernate is deleting at the moment.
     *
     * @param inFlush whether a flush is going on, which deletes orphans only
     */
    public Removal notSeen(Object instance, EntityEntry entry, boolean inFlush) {
        ForeseenRemoval known = foreseen.remove(entry.getEntityKey());
        Removal parent = begun.peek();
        Object origin = known != null ? known.origin() : parent != null ? parent.origin() : instance;
        DeleteCause cause =
                known != null ? known.cause() : parent == null && inFlush ? DeleteCause.ORPHAN : DeleteCause.CASCADE;
        return new Removal(instance, entry.getId(), entry.getPersister(), origin, cause, entry);
    }

    /** Notes that Hibernate begins to delete this entity; what it deletes until the {@link #ends end} is taken along by it. */
    public void begins(PersistenceContext context, Object instance) {
        placeQueued(context);
        Removal removal = find(instance);
        if (removal != null) {
            begun.push(removal);
        }
    }

    /** Notes that Hibernate is through with deleting this object, an entity or its proxy. */
    public void ends(PersistenceContext context, Object object) {
        placeQueued(context);
        Removal innermost = begun.peek();
        if (innermost != null && innermost.isPlaced() && innermost.instance() == Hibernate.unproxy(object)) {
            begun.pop();
        }
    }

    /**
     * Notes the place in Hibernate's queue of the entity that it is deleting. It is queued behind what is deleted before it, and
     * before what its row refers to ({@code DefaultDeleteEventListener.deleteEntity}).
     */
    private void placeQueued(PersistenceContext context) {
        Removal innermost = begun.peek();
        if (innermost != null && !innermost.isPlaced() && innermost.isQueued(context)) {
            innermost.setPlace(placed++);
        }
    }

    /** Whether this entity is announced as removed by the application, and Hibernate has yet to take it up. */
    public boolean isBeingRemoved(Object instance) {
        Removal removal = unscheduled.get(instance);
        return removal != null && removal.cause() != DeleteCause.ORPHAN;
    }

    /** Whether there are any that Hibernate has yet to take up. */
    public boolean isAnyBeingRemoved() {
        return !unscheduled.isEmpty();
    }

    /** Notes that a deleted entity has been persisted again before the flush. */
    public void takenBack(Object instance) {
        scheduled.remove(instance);
        unscheduled.remove(instance);
    }

    boolean isAnyExecuted() {
        return !executed.isEmpty();
    }

    /** Forgets what has not been executed. */
    void dropPending() {
        scheduled.clear();
        dropUnscheduled();
    }

    void clear() {
        dropPending();
        executed.clear();
    }

    /** Notes that Hibernate takes up the deletion of this entity; only then can a missing entry mean that the row is gone. */
    public void schedule(Object instance) {
        Removal removal = unscheduled.remove(instance);
        if (removal != null) {
            scheduled.put(instance, removal);
        }
    }

    /** Notes that the cascade of a flush has persisted a deleted entity again, which the flush may delete after all. */
    public void unschedule(Object instance) {
        Removal removal = scheduled.remove(instance);
        if (removal != null) {
            unscheduled.put(instance, removal);
        }
    }

    /** Notes which of them Hibernate has taken up. */
    void scheduleDeleted(PersistenceContext context) {
        for (Object instance : List.copyOf(unscheduled.keySet())) {
            EntityEntry entry = context.getEntry(instance);
            if (entry != null && entry.getStatus().isDeletedOrGone()) {
                schedule(instance);
            }
        }
    }

    /** Forgets the removals that Hibernate has not taken up. */
    void dropUnscheduled() {
        unscheduled.clear();
        foreseen.clear();
        expectedBack.clear();
        begun.clear();
    }

    /**
     * Notes after a flush which rows are gone. Removals that the flush has left as they are stay; those taken back by a later
     * {@code persist} are forgotten.
     *
     * @param saves how many saves wait to be announced
     * @param collections how many changes of collections do
     * @param mode how the session writes
     */
    void noteExecuted(PersistenceContext context, int saves, int collections, WriteMode mode) {
        List<Removal> gone = new ArrayList<>();
        for (Iterator<Removal> each = scheduled.values().iterator(); each.hasNext(); ) {
            Removal removal = each.next();
            EntityEntry entry = context.getEntry(removal.instance());
            if (entry == null) {
                removal.executedBehind(saves, collections, mode);
                gone.add(removal);
                each.remove();
            } else if (!entry.getStatus().isDeletedOrGone()) {
                each.remove();
            }
        }
        gone.sort(Comparator.comparingInt(Removal::place));
        executed.addAll(gone);
    }

    /** The removals whose row is gone, in order. */
    List<Removal> executed() {
        return List.copyOf(executed);
    }

    /** Puts back what {@link #executed} has told. */
    void setExecuted(List<Removal> removals) {
        executed.clear();
        executed.addAll(removals);
    }

    /** Hands over the removals whose row is gone, in order. */
    List<Removal> takeExecuted() {
        List<Removal> taken = List.copyOf(executed);
        executed.clear();
        return taken;
    }
}
