package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What was written and waits to be announced: one fact for an entity, in the order of its first write. */
final class SaveFacts {

    private final List<SaveFact> facts = new ArrayList<>();
    private final IdentityHashMap<Object, Boolean> instances = new IdentityHashMap<>();

    /** Adds a fact, unless one for the same entity waits already: however often it was written, it is one save. */
    void add(SaveFact fact) {
        if (instances.put(fact.instance(), true) == null) {
            facts.add(fact);
        }
    }

    int size() {
        return facts.size();
    }

    /** Forgets all but the first {@code size} facts. */
    void truncate(int size) {
        while (facts.size() > size) {
            instances.remove(facts.remove(facts.size() - 1).instance());
        }
    }

    /** Hands over all facts, oldest first, and forgets them. */
    List<SaveFact> take() {
        List<SaveFact> taken = List.copyOf(facts);
        facts.clear();
        instances.clear();
        return taken;
    }
}
