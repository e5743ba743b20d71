package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What was written and waits to be announced: one fact for an entity, in the order of its first write. */
final class SaveRecords {

    private final List<SaveRecord> journal = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

    /** Adds a fact. However often an entity was written, it is one save. */
    void add(SaveRecord saved) {
        Integer place = places.putIfAbsent(saved.instance(), journal.size());
        if (place == null) {
            journal.add(saved);
        } else {
            journal.set(place, journal.get(place).and(saved));
        }
    }

    /** Whether this entity has been written, and that is not announced yet. */
    boolean isSaved(Object instance) {
        return places.containsKey(instance);
    }

    /** Whether the row of this entity has been inserted, and that is not announced yet. */
    boolean isInserted(Object instance) {
        Integer place = places.get(instance);
        return place != null && journal.get(place).write() == Write.INSERT;
    }

    /** All facts, oldest first. */
    List<SaveRecord> all() {
        return List.copyOf(journal);
    }

    int size() {
        return journal.size();
    }

    /** Forgets all but the first {@code size} facts. */
    void truncate(int size) {
        while (journal.size() > size) {
            places.remove(journal.remove(journal.size() - 1).instance());
        }
    }

    /** Hands over all facts, oldest first, and forgets them. */
    List<SaveRecord> take() {
        List<SaveRecord> taken = List.copyOf(journal);
        journal.clear();
        places.clear();
        return taken;
    }
}
