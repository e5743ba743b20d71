package dev.signals.hibernate.internal.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What a transaction has done to each entity that somebody wants to hear of, in the order of the first write. */
public final class NetChanges {

    private final Map<NetChange.Key, NetChange> changes;
    private final Set<NetChange.Key> toldBefore;
    private boolean waitingForCommit;
    private boolean waitingForEnd;

    NetChanges() {
        this(Map.of(), Set.of(), false, false);
    }

    private NetChanges(
            Map<NetChange.Key, NetChange> changes,
            Set<NetChange.Key> toldBefore,
            boolean waitingForCommit,
            boolean waitingForEnd) {
        this.changes = new LinkedHashMap<>(changes);
        this.toldBefore = new HashSet<>(toldBefore);
        this.waitingForCommit = waitingForCommit;
        this.waitingForEnd = waitingForEnd;
    }

    /** Those of a write that belongs to no known transaction. */
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

    /** Forgets what has been done to an entity whose end nobody is to hear of. */
    public void forget(Object id, EntityPersister persister) {
        changes.remove(NetChange.Key.of(id, persister));
    }

    /**
     * Takes what has been written without telling, into attributes that the transaction has changed anyway: of others nobody is to
     * hear.
     *
     * @param state what the row holds now, with the same values as before elsewhere
     */
    public void writtenQuietly(Object id, EntityPersister persister, @Nullable Object[] state) {
        changes.computeIfPresent(NetChange.Key.of(id, persister), (key, known) -> known.andQuietly(state));
    }

    /** Notes that somebody is going to tell of them when the commit begins; false if that was noted before. */
    public boolean waitForCommit() {
        boolean first = !waitingForCommit;
        waitingForCommit = true;
        return first;
    }

    /** Notes that somebody is going to tell of them when the transaction has ended; false if that was noted before. */
    public boolean waitForEnd() {
        boolean first = !waitingForEnd;
        waitingForEnd = true;
        return first;
    }

    /** Those that have not been told of before the commit; later ones need somebody else to tell of them. */
    public List<NetChange> untoldBeforeCommit() {
        waitingForCommit = false;
        return changes.values().stream()
                .filter(change -> !toldBefore.contains(change.key()))
                .toList();
    }

    /** Notes that a change is told of before the commit. */
    public void toldBeforeCommit(NetChange change) {
        toldBefore.add(change.key());
    }

    /** All of them, which are forgotten. */
    public List<NetChange> takeAll() {
        List<NetChange> all = List.copyOf(changes.values());
        forget();
        return all;
    }

    void forget() {
        changes.clear();
        toldBefore.clear();
        waitingForCommit = false;
        waitingForEnd = false;
    }

    NetChanges copy() {
        return new NetChanges(changes, toldBefore, waitingForCommit, waitingForEnd);
    }

    void restore(NetChanges earlier) {
        forget();
        changes.putAll(earlier.changes);
        toldBefore.addAll(earlier.toldBefore);
        waitingForCommit = earlier.waitingForCommit;
        waitingForEnd = earlier.waitingForEnd;
    }
}
