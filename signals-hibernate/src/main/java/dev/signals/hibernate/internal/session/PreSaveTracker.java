package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.internal.loop.CallTrail;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tracks which entities have been announced, so that nothing is announced twice before it is written. */
public final class PreSaveTracker {

    private final Set<Object> newEntities = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> unfinished = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> beingSaved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, AnnouncedState> changes = new IdentityHashMap<>();
    private final Set<Object> inDispatch = Collections.newSetFromMap(new IdentityHashMap<>());
    private final LoopGuard guard;
    private final UnchangedEntities unchanged;
    private int depth;
    private int confirmed;

    PreSaveTracker(LoopGuard guard, UnchangedEntities unchanged) {
        this.guard = guard;
        this.unchanged = unchanged;
    }

    /**
     * Records that a new entity is going to be announced.
     *
     * @return false if that was recorded before
     */
    public boolean addNew(Object instance) {
        return newEntities.add(instance) && unfinished.add(instance);
    }

    /** Returns whether this is a new entity that is announced, or going to be. */
    public boolean isNew(Object instance) {
        return newEntities.contains(instance);
    }

    public boolean hasNew() {
        return !newEntities.isEmpty();
    }

    /** Records that a new entity has been sent to all receivers, so that it may be inserted. */
    public void finished(Object instance) {
        unfinished.remove(instance);
    }

    /** Records that a new entity is not going to be announced after all. */
    public void takeBackNew(Object instance) {
        unfinished.remove(instance);
        newEntities.remove(instance);
    }

    /** Returns whether this is a new entity that has not been sent to all receivers yet. */
    public boolean isUnfinished(Object instance) {
        return unfinished.contains(instance);
    }

    /** Records that Hibernate is saving a new entity while its receivers are called, until the scope is closed. */
    public Scope saving(Object instance) {
        beingSaved.add(instance);
        return () -> beingSaved.remove(instance);
    }

    /** Returns whether Hibernate is saving this new entity while its receivers are called. */
    public boolean isBeingSaved(Object instance) {
        return beingSaved.contains(instance);
    }

    /** The new entities that have not been sent to all receivers yet. */
    public Set<Object> unfinished() {
        return unfinished;
    }

    /** Returns the state in which a changed entity was last announced and not yet written; null if there is none. */
    public @Nullable AnnouncedState change(Object instance) {
        return changes.isEmpty() ? null : changes.get(instance);
    }

    public void rememberChange(Object instance, AnnouncedState state) {
        changes.put(instance, state);
    }

    /** Forgets that a change was announced, because it has been written or undone. */
    public void forgetChange(Object instance) {
        if (!changes.isEmpty()) {
            changes.remove(instance);
        }
    }

    /** Begins an inspection of all entities. */
    public void inspectionBegins() {
        confirmed = 0;
    }

    /** Records that the inspection has found an entity in the state in which it was announced. */
    public void changeConfirmed() {
        confirmed++;
    }

    /** Returns whether the inspection has found each announced entity in the state in which it was announced. */
    public boolean isEachChangeConfirmed() {
        return confirmed == changes.size();
    }

    /** Forgets the announced changes of the entities of which a condition is true. */
    public void forgetChanges(Predicate<Object> condition) {
        changes.keySet().removeIf(condition);
    }

    /** Returns whether receivers of this entity are being called at this moment. */
    public boolean isInDispatch(Object instance) {
        return !inDispatch.isEmpty() && inDispatch.contains(instance);
    }

    /** Returns whether any receivers are being called at this moment. */
    public boolean isDispatching() {
        return depth > 0;
    }

    /**
     * Begins to send an event.
     *
     * @return records the calls; null if nobody needs that
     * @throws SignalLoopException if receivers are nested too deep
     */
    public @Nullable CallTrail beginDispatch(Object event) {
        CallTrail trail = guard.enter(event);
        unchanged.forget(); // A receiver may change any entity.
        depth++;
        return trail;
    }

    /**
     * Records that receivers are called for an entity that is going to be saved.
     *
     * @return whether they are not being told of it already
     */
    public boolean announcing(Object instance) {
        return inDispatch.add(instance);
    }

    /** Records that receivers have been told of an entity that is going to be saved. */
    public void announced(Object instance) {
        inDispatch.remove(instance);
    }

    /** Ends what {@link #beginDispatch} has begun. */
    public void endDispatch() {
        depth--;
        guard.leave();
    }

    void forgetNew() {
        if (!newEntities.isEmpty()) { // An empty one would be cleared entry by entry.
            newEntities.clear();
        }
        if (!unfinished.isEmpty()) {
            unfinished.clear();
        }
    }

    void forgetChanges() {
        changes.clear();
    }
}
