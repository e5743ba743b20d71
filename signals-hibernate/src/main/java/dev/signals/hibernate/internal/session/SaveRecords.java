package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The pending saves: one record for each entity, in the order of its first write. */
final class SaveRecords {

    private final List<SaveRecord> records = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

    /** Adds a record. An entity counts as saved once, however often it was written. */
    void add(SaveRecord saved) {
        Integer place = places.putIfAbsent(saved.instance(), records.size());
        if (place == null) {
            records.add(saved);
        } else {
            records.set(place, records.get(place).and(saved));
        }
    }

    /** Returns whether this entity has a pending save. */
    boolean isSaved(Object instance) {
        return places.containsKey(instance);
    }

    /** Returns whether this entity has a pending save that inserted its row. */
    boolean isInserted(Object instance) {
        Integer place = places.get(instance);
        return place != null && records.get(place).write() == Write.INSERT;
    }

    /** All records, oldest first. */
    List<SaveRecord> all() {
        return List.copyOf(records);
    }

    int size() {
        return records.size();
    }

    /** Forgets all but the first {@code size} records. */
    void truncate(int size) {
        while (records.size() > size) {
            places.remove(records.remove(records.size() - 1).instance());
        }
    }

    /** Returns all records, oldest first, and forgets them. */
    List<SaveRecord> take() {
        List<SaveRecord> taken = List.copyOf(records);
        records.clear();
        places.clear();
        return taken;
    }
}
