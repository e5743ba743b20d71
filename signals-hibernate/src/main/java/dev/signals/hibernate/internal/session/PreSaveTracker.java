package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.internal.loop.CallTrail;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which entities receivers have been told of, so that nothing is announced twice before it is written. */
public final class PreSaveTracker {

    private final Set<Object> newEntities = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> unfinished = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> beingSaved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, AnnouncedState> changes = new IdentityHashMap<>();
    private final Set<Object> inDispatch = Collections.newSetFromMap(new IdentityHashMap<>());
    private final LoopGuard guard;
    private int depth;

    PreSaveTracker(LoopGuard guard) {
        this.guard = guard;
    }

    /** Notes that a new entity is going to be announced; false if it was noted before. */
    public boolean addNew(Object instance) {
        return newEntities.add(instance) && unfinished.add(instance);
    }

    /** Whether this is a new entity that is announced, or going to be. */
    public boolean isNew(Object instance) {
        return newEntities.contains(instance);
    }

    public boolean hasNew() {
        return !newEntities.isEmpty();
    }

    /** Notes that all receivers have seen a new entity, so that it may be inserted. */
    public void finished(Object instance) {
        unfinished.remove(instance);
    }

    /** Notes that a new entity is not going to be announced after all. */
    public void takeBackNew(Object instance) {
        unfinished.remove(instance);
        newEntities.remove(instance);
    }

    /** Whether this is a new entity that some receivers have yet to see. */
    public boolean isUnfinished(Object instance) {
        return unfinished.contains(instance);
    }

    /** Notes that Hibernate is saving a new entity while receivers are told of it, until the scope is closed. */
    public Scope saving(Object instance) {
        beingSaved.add(instance);
        return () -> beingSaved.remove(instance);
    }

    /** Whether Hibernate is saving this new entity while receivers are told of it. */
    public boolean isBeingSaved(Object instance) {
        return beingSaved.contains(instance);
    }

    /** The new entities that some receivers have yet to see. */
    public Set<Object> unfinished() {
        return unfinished;
    }

    /** The state in which a changed entity was last announced and not yet written; null if it was not. */
    public @Nullable AnnouncedState change(Object instance) {
        return changes.get(instance);
    }

    public void rememberChange(Object instance, AnnouncedState state) {
        changes.put(instance, state);
    }

    /** Forgets that a change was announced, since it has been written or taken back. */
    public void forgetChange(Object instance) {
        if (!changes.isEmpty()) {
            changes.remove(instance);
        }
    }

    /** Whether receivers are being told of this entity at this moment. */
    public boolean isInDispatch(Object instance) {
        return inDispatch.contains(instance);
    }

    /** Whether receivers are being told of anything at this moment. */
    public boolean isDispatching() {
        return depth > 0;
    }

    /**
     * Begins the sending of an event.
     *
     * @param instance counts as being announced until the sending ends, if it is saved
     * @return ends the sending
     * @throws SignalLoopException if receivers are nested too deep
     */
    public Scope beginDispatch(Object instance, boolean saving, Signal<?> signal, Object event) {
        CallTrail trail = guard.enter(event);
        Scope observation = trail == null ? null : signal.observe(trail::called);
        boolean first = saving && inDispatch.add(instance);
        depth++;
        return () -> {
            depth--;
            guard.leave();
            if (observation != null) {
                observation.close();
            }
            if (first) {
                inDispatch.remove(instance);
            }
        };
    }

    void forgetNew() {
        newEntities.clear();
        unfinished.clear();
    }

    void forgetChanges() {
        changes.clear();
    }
}
