package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The net changes that a transaction has made to entities with receivers, in the order of the first write. */
public final class NetChanges {

    private final ChangedEntities changes;

    /** The changes that were sent before the commit, each as it was then. */
    private final ChangedEntities sentBefore;

    /** The changes that were sent to be written down, each as it was then. */
    private final ChangedEntities writtenDown;

    private boolean waitingForCommit;
    private boolean waitingForLastWrite;
    private boolean waitingForEnd;

    /** How often the changes have been sent to their last receivers in this transaction. */
    private int taken;

    NetChanges() {
        this(ChangedEntities.none(), ChangedEntities.none(), ChangedEntities.none());
    }

    private NetChanges(ChangedEntities changes, ChangedEntities sentBefore, ChangedEntities writtenDown) {
        this.changes = changes;
        this.sentBefore = sentBefore;
        this.writtenDown = writtenDown;
    }

    /** Makes net changes for one write that belongs to no known transaction. */
    public static NetChanges ofOneWrite() {
        return new NetChanges();
    }

    public void saved(NetChange.@Nullable Origin origin, SaveRecord save) {
        changes.compute(
                save.persister(),
                save.id(),
                known -> known == null ? NetChange.of(origin, save) : known.and(origin, save));
    }

    public void deleted(NetChange.@Nullable Origin origin, Removal removal) {
        changes.compute(
                removal.persister(),
                removal.id(),
                known -> known == null ? NetChange.of(origin, removal) : known.and(origin, removal));
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
        NetChange known = changes.get(change.persister(), Objects.requireNonNull(change.ownerId()));
        changes.put(
                known == null
                        ? NetChange.of(origin, change, difference, state.get())
                        : known.and(origin, change, difference));
    }

    /** Forgets the change of an entity that must not be sent. */
    public void forget(Object id, EntityPersister persister) {
        changes.remove(persister, id);
    }

    /** Returns whether the transaction has changed an entity so far. */
    public boolean isChanged(EntityPersister persister, Object id) {
        return changes.get(persister, id) != null;
    }

    /** Adds a write that is no save: what the row holds is known, but only attributes that are changed anyway are told. */
    public void writtenQuietly(SaveRecord write) {
        NetChange known = changes.get(write.persister(), write.id());
        if (known != null) {
            changes.put(known.andQuietly(write));
        }
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
        List<NetChange> due = changes.stream()
                .filter(change -> writtenDown.get(change.persister(), change.id()) != change)
                .toList();
        due.forEach(writtenDown::put);
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
        return changes.stream()
                .filter(change -> sentBefore.get(change.persister(), change.id()) == null)
                .toList();
    }

    /** Records that a change is sent before the commit. */
    public void markSentBeforeCommit(NetChange change) {
        sentBefore.put(change);
    }

    /** Returns all changes and forgets them. */
    public List<NetChange> takeAll() {
        List<NetChange> all = changes.stream().toList();
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
        NetChanges copy = new NetChanges(changes.copy(), sentBefore.copy(), writtenDown.copy());
        copy.waitingForCommit = waitingForCommit;
        copy.waitingForLastWrite = waitingForLastWrite;
        copy.waitingForEnd = waitingForEnd;
        copy.taken = taken;
        return copy;
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
        sentBefore.putAll(earlier.sentBefore);
        writtenDown.putAll(earlier.writtenDown);
        waitingForCommit = earlier.waitingForCommit;
        waitingForLastWrite = earlier.waitingForLastWrite;
        waitingForEnd = earlier.waitingForEnd;
    }
}
