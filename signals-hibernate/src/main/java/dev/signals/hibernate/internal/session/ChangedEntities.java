package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The net change of each entity, found by type and identifier, in the order in which they came.
 *
 * <p>A transaction may change a million entities, and all of this is kept until it commits. So there are no keys and entries
 * beside the changes: in a map they would be larger than what it keeps. Two types of one hierarchy may use the same identifier
 * one after the other, so the type is compared too.
 */
final class ChangedEntities {

    private static final int REMOVED = -1;

    /** The changes in their order, with null for one that was removed. */
    private final List<@Nullable NetChange> changes = new ArrayList<>();

    /**
     * Where the changes are in the list, for open addressing: the index plus one, 0 where nothing has ever been, or {@link
     * #REMOVED}. At most half of it is used, and its length is a power of two.
     */
    private int[] places = {0, 0};

    private ChangedEntities() {}

    static ChangedEntities none() {
        return new ChangedEntities();
    }

    ChangedEntities copy() {
        ChangedEntities copy = new ChangedEntities();
        copy.putAll(this);
        return copy;
    }

    /** Returns the changes in the order of the first write of each entity. */
    Stream<NetChange> stream() {
        return changes.stream().filter(Objects::nonNull);
    }

    /** Returns the change of an entity; null if there is none. */
    @Nullable
    NetChange get(EntityPersister persister, Object id) {
        int place = places[slot(persister, id)];
        return place == 0 ? null : changes.get(place - 1);
    }

    /** Adds the change of an entity, or puts it in the place of an earlier one. */
    void put(NetChange change) {
        put(slot(change.persister(), change.id()), change);
    }

    /**
     * Changes the change of an entity.
     *
     * @param next makes the change from the present one, which is null if there is none
     */
    void compute(EntityPersister persister, Object id, Function<@Nullable NetChange, NetChange> next) {
        int slot = slot(persister, id);
        int place = places[slot];
        put(slot, next.apply(place == 0 ? null : changes.get(place - 1)));
    }

    private void put(int slot, NetChange change) {
        if (places[slot] != 0) {
            changes.set(places[slot] - 1, change);
        } else if (2 * (changes.size() + 1) > places.length) {
            makeRoom();
            put(change);
        } else {
            changes.add(change);
            places[slot] = changes.size();
        }
    }

    void putAll(ChangedEntities others) {
        others.stream().forEach(this::put);
    }

    void remove(EntityPersister persister, Object id) {
        int slot = slot(persister, id);
        if (places[slot] != 0) {
            changes.set(places[slot] - 1, null);
            places[slot] = REMOVED;
        }
    }

    void clear() {
        changes.clear();
        places = new int[2];
    }

    private void makeRoom() {
        List<NetChange> present = stream().toList();
        changes.clear();
        places = new int[Math.max(2, 4 * Integer.highestOneBit(present.size() + 1))];
        present.forEach(this::put);
    }

    /** Returns the slot of an entity, or the free one where it would be. */
    private int slot(EntityPersister persister, Object id) {
        int mask = places.length - 1;
        int hash = persister.getIdentifierType().getHashCode(id, persister.getFactory());
        for (int slot = (hash ^ hash >>> 16) & mask; ; slot = (slot + 1) & mask) {
            int place = places[slot];
            if (place == 0 || (place != REMOVED && isOf(changes.get(place - 1), persister, id))) {
                return slot;
            }
        }
    }

    private static boolean isOf(@Nullable NetChange change, EntityPersister persister, Object id) {
        return change != null
                && change.persister() == persister
                && persister.getIdentifierType().isEqual(id, change.id(), persister.getFactory());
    }
}
