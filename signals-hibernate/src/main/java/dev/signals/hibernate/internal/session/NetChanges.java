package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The net changes that a transaction has made to entities with receivers, in the order of the first write. */
public final class NetChanges {

    private final Map<NetChange.Key, NetChange> changes;
    private final Set<NetChange.Key> sentBefore;

    /** The changes that were sent to be written down, each as it was then. */
    private final Map<NetChange.Key, NetChange> writtenDown;

    private boolean waitingForCommit;
    private boolean waitingForLastWrite;
    private boolean waitingForEnd;

    /** How often the changes have been sent to their last receivers in this transaction. */
    private int taken;

    NetChanges() {
        this(Map.of(), Set.of(), Map.of(), false, false, false, 0);
    }

    private NetChanges(
            Map<NetChange.Key, NetChange> changes,
            Set<NetChange.Key> sentBefore,
            Map<NetChange.Key, NetChange> writtenDown,
            boolean waitingForCommit,
            boolean waitingForLastWrite,
            boolean waitingForEnd,
            int taken) {
        this.changes = new LinkedHashMap<>(changes);
        this.sentBefore = new HashSet<>(sentBefore);
        this.writtenDown = new HashMap<>(writtenDown);
        this.waitingForCommit = waitingForCommit;
        this.waitingForLastWrite = waitingForLastWrite;
        this.waitingForEnd = waitingForEnd;
        this.taken = taken;
    }

    /** Makes net changes for one write that belongs to no known transaction. */
    public static NetChanges ofOneWrite() {
        return new NetChanges();
    }

    public void saved(NetChange.@Nullable Origin origin, SaveRecord save) {
        changes.compute(
                NetChange.Key.of(save.id(), save.persister()),
                (key, known) -> known == null ? NetChange.of(origin, save) : known.and(origin, save));
    }

    public void deleted(NetChange.@Nullable Origin origin, Removal removal) {
        changes.compute(
                NetChange.Key.of(removal.id(), removal.persister()),
                (key, known) -> known == null ? NetChange.of(origin, removal) : known.and(origin, removal));
    }

    /**
     * Adds the change of a collection.
     *
     * @param state returns what the row of the owner holds
     */
    public void changed(
            NetChange.@Nullable Origin origin,
            CollectionChange change,
            ElementDifference difference,
            Supplier<@Nullable Object[]> state) {
        changes.compute(
                NetChange.Key.of(Objects.requireNonNull(change.ownerId()), change.persister()),
                (key, known) -> known == null
                        ? NetChange.of(origin, change, difference, state.get())
                        : known.and(origin, change, difference));
    }

    /** Forgets the change of an entity that must not be sent. */
    public void forget(Object id, EntityPersister persister) {
        changes.remove(NetChange.Key.of(id, persister));
    }

    /**
     * Adds values that were written without signals, but only to attributes that the transaction has changed anyway.
     *
     * @param state what the row holds now; all other values are the ones from before
     */
    public void writtenQuietly(Object id, EntityPersister persister, @Nullable Object[] state) {
        changes.computeIfPresent(NetChange.Key.of(id, persister), (key, known) -> known.andQuietly(state));
    }

    /**
     * Records that the changes will be sent when the commit begins.
     *
     * @return false if that was recorded before
     */
    public boolean waitForCommit() {
        boolean first = !waitingForCommit;
        waitingForCommit = true;
        return first;
    }

    /**
     * Records that the changes will be sent to be written down.
     *
     * @return false if that was recorded before
     */
    public boolean waitForLastWrite() {
        boolean first = !waitingForLastWrite;
        waitingForLastWrite = true;
        return first;
    }

    /**
     * Returns the changes that have not been sent to be written down as they are now. For later changes {@link
     * #waitForLastWrite} has to be called again.
     */
    public List<NetChange> takeForLastWrite() {
        waitingForLastWrite = false;
        List<NetChange> due = changes.values().stream()
                .filter(change -> writtenDown.get(change.key()) != change)
                .toList();
        due.forEach(change -> writtenDown.put(change.key(), change));
        return due;
    }

    /**
     * Records that the changes will be sent when the transaction has ended.
     *
     * @return false if that was recorded before
     */
    public boolean waitForEnd() {
        boolean first = !waitingForEnd;
        waitingForEnd = true;
        return first;
    }

    /**
     * Returns the changes that have not been sent before the commit. For later changes {@link #waitForCommit} has to be
     * called again.
     */
    public List<NetChange> pendingBeforeCommit() {
        waitingForCommit = false;
        return changes.values().stream()
                .filter(change -> !sentBefore.contains(change.key()))
                .toList();
    }

    /** Records that a change is sent before the commit. */
    public void markSentBeforeCommit(NetChange change) {
        sentBefore.add(change.key());
    }

    /** Returns all changes and forgets them. */
    public List<NetChange> takeAll() {
        List<NetChange> all = List.copyOf(changes.values());
        int before = taken;
        forget();
        taken = before + 1;
        return all;
    }

    void forget() {
        changes.clear();
        sentBefore.clear();
        writtenDown.clear();
        waitingForCommit = false;
        waitingForLastWrite = false;
        waitingForEnd = false;
        taken = 0;
    }

    NetChanges copy() {
        return new NetChanges(
                changes, sentBefore, writtenDown, waitingForCommit, waitingForLastWrite, waitingForEnd, taken);
    }

    /** Takes the changes back to an earlier time. What a simulated commit has sent since then is not sent again. */
    void restore(NetChanges earlier) {
        int now = taken;
        forget();
        taken = now;
        if (earlier.taken != now) {
            return;
        }
        changes.putAll(earlier.changes);
        sentBefore.addAll(earlier.sentBefore);
        writtenDown.putAll(earlier.writtenDown);
        waitingForCommit = earlier.waitingForCommit;
        waitingForLastWrite = earlier.waitingForLastWrite;
        waitingForEnd = earlier.waitingForEnd;
    }
}
