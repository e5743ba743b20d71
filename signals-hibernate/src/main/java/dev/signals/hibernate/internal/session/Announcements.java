package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which entities receivers have been told of, so that nothing is announced twice before it is written. */
public final class Announcements {

    private final Set<Object> newEntities = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, @Nullable Object[]> changes = new IdentityHashMap<>();
    private final Set<Object> inDispatch = Collections.newSetFromMap(new IdentityHashMap<>());
    private int dispatchDepth;

    /** Notes that a new entity is being announced; false if it has been. */
    public boolean addNew(Object instance) {
        return newEntities.add(instance);
    }

    /** The state in which a changed entity was last announced and not yet written; null if it was not. */
    public @Nullable Object @Nullable [] change(Object instance) {
        return changes.get(instance);
    }

    public void rememberChange(Object instance, @Nullable Object[] state) {
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
        return dispatchDepth > 0;
    }

    /** Runs {@code receivers}, during which {@code instance} counts as being announced. */
    public void dispatch(Object instance, Runnable receivers) {
        boolean first = inDispatch.add(instance);
        dispatchDepth++;
        try {
            receivers.run();
        } finally {
            dispatchDepth--;
            if (first) {
                inDispatch.remove(instance);
            }
        }
    }

    void forgetNew() {
        newEntities.clear();
    }

    void forgetChanges() {
        changes.clear();
    }
}
