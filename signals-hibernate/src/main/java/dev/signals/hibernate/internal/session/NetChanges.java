package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.EntityKey;

/** What a transaction has done to each entity that somebody wants to hear of, in the order of the first write. */
public final class NetChanges {

    private final Map<EntityKey, NetChange> changes;
    private final Set<EntityKey> toldBefore;
    private boolean waitingForCommit;
    private boolean waitingForEnd;

    NetChanges() {
        this(Map.of(), Set.of(), false, false);
    }

    private NetChanges(
            Map<EntityKey, NetChange> changes,
            Set<EntityKey> toldBefore,
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

    public void saved(SaveFact save) {
        changes.compute(
                new EntityKey(save.id(), save.persister()),
                (key, known) -> known == null ? NetChange.of(save) : known.and(save));
    }

    public void deleted(Removal removal) {
        changes.compute(
                new EntityKey(removal.id(), removal.persister()),
                (key, known) -> known == null ? NetChange.of(removal) : known.and(removal));
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
    public List<NetChange> takeBeforeCommit() {
        waitingForCommit = false;
        List<NetChange> untold = new ArrayList<>();
        changes.forEach((key, change) -> {
            if (toldBefore.add(key)) {
                untold.add(change);
            }
        });
        return untold;
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
