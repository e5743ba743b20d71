package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.DeleteCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * The deletions of one session, from the walk that found them until they are announced as done.
 *
 * <p>No POST_DELETE listener is needed for that, and none is registered: the mere presence of one makes Hibernate load an
 * entity before it removes it by reference ({@code DefaultDeleteEventListener.canBeDeletedWithoutLoading}). A flush that
 * executed a deletion has taken the entity out of the persistence context.
 */
final class Removals {

    private final IdentityHashMap<Object, Removal> unscheduled = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Removal> scheduled = new IdentityHashMap<>();
    private final List<Removal> executed = new ArrayList<>();
    private int added;

    /** Adds a removal; false if this entity is among them already. */
    boolean add(Removal removal) {
        if (find(removal.instance()) != null) {
            return false;
        }
        removal.setPlace(added++);
        unscheduled.put(removal.instance(), removal);
        return true;
    }

    @Nullable
    Removal find(Object instance) {
        Removal removal = scheduled.get(instance);
        return removal != null ? removal : unscheduled.get(instance);
    }

    /** Whether this entity is announced as removed by the application, and Hibernate has yet to take it up. */
    boolean isBeingRemoved(Object instance) {
        Removal removal = unscheduled.get(instance);
        return removal != null && removal.cause() != DeleteCause.ORPHAN;
    }

    boolean isAnyBeingRemoved() {
        return !unscheduled.isEmpty();
    }

    void remove(Object instance) {
        scheduled.remove(instance);
        unscheduled.remove(instance);
    }

    boolean isAnyExecuted() {
        return !executed.isEmpty();
    }

    /** Forgets what has not been executed. */
    void dropPending() {
        scheduled.clear();
        unscheduled.clear();
    }

    void clear() {
        dropPending();
        executed.clear();
    }

    /** Notes that Hibernate takes up the deletion of this entity; only then can a missing entry mean that the row is gone. */
    void schedule(Object instance) {
        Removal removal = unscheduled.remove(instance);
        if (removal != null) {
            scheduled.put(instance, removal);
        }
    }

    /** Notes that Hibernate does not take up the deletion of this entity, unless it comes back to it before the flush ends. */
    void unschedule(Object instance) {
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
