package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
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

    /** By instance, in the order of the walk. */
    private final IdentityHashMap<Object, Removal> byInstance = new IdentityHashMap<>();

    private final List<Removal> removals = new ArrayList<>();

    /** Adds a removal; false if this entity is among them already. */
    boolean add(Removal removal) {
        if (byInstance.putIfAbsent(removal.instance(), removal) != null) {
            return false;
        }
        removals.add(removal);
        return true;
    }

    @Nullable
    Removal find(Object instance) {
        return byInstance.get(instance);
    }

    void remove(Object instance) {
        Removal removal = byInstance.remove(instance);
        if (removal != null) {
            removals.remove(removal);
        }
    }

    boolean isEmpty() {
        return removals.isEmpty();
    }

    void clear() {
        removals.clear();
        byInstance.clear();
    }

    /** Notes which of them Hibernate has taken up. */
    void schedule(PersistenceContext context) {
        for (Removal removal : removals) {
            EntityEntry entry = context.getEntry(removal.instance());
            if (entry != null && entry.getStatus().isDeletedOrGone()) {
                removal.schedule();
            }
        }
    }

    /** Forgets the removals that Hibernate has not taken up. */
    void dropUnscheduled() {
        removals.removeIf(removal -> !removal.isScheduled() && byInstance.remove(removal.instance(), removal));
    }

    /**
     * Hands over the removals whose row is gone, in order. Those that a flush has left as they are stay; those taken back by
     * a later {@code persist} are forgotten.
     */
    List<Removal> takeExecuted(PersistenceContext context) {
        List<Removal> executed = new ArrayList<>();
        for (Iterator<Removal> each = removals.iterator(); each.hasNext(); ) {
            Removal removal = each.next();
            EntityEntry entry = context.getEntry(removal.instance());
            if (removal.isScheduled() && (entry == null || !entry.getStatus().isDeletedOrGone())) {
                if (entry == null) {
                    executed.add(removal);
                }
                each.remove();
                byInstance.remove(removal.instance());
            }
        }
        return executed;
    }
}
