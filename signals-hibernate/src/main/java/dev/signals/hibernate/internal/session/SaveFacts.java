package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What was written and waits to be announced: one fact for an entity, in the order of its first write. */
final class SaveFacts {

    private final List<SaveFact> facts = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

    /** Adds a fact. However often an entity was written, it is one save. */
    void add(SaveFact fact) {
        Integer place = places.putIfAbsent(fact.instance(), facts.size());
        if (place == null) {
            facts.add(fact);
        } else {
            facts.set(place, facts.get(place).and(fact));
        }
    }

    /** Whether this entity has been written, and that is not announced yet. */
    boolean isSaved(Object instance) {
        return places.containsKey(instance);
    }

    /** Whether the row of this entity has been inserted, and that is not announced yet. */
    boolean isInserted(Object instance) {
        Integer place = places.get(instance);
        return place != null && facts.get(place).write() == Write.INSERT;
    }

    /** All facts, oldest first. */
    List<SaveFact> all() {
        return List.copyOf(facts);
    }

    int size() {
        return facts.size();
    }

    /** Forgets all but the first {@code size} facts. */
    void truncate(int size) {
        while (facts.size() > size) {
            places.remove(facts.remove(facts.size() - 1).instance());
        }
    }

    /** Hands over all facts, oldest first, and forgets them. */
    List<SaveFact> take() {
        List<SaveFact> taken = List.copyOf(facts);
        facts.clear();
        places.clear();
        return taken;
    }
}
