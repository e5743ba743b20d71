package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Thing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the steps of one side have made, the instance last seen of each. */
final class Known {

    private final Map<String, Thing> things = new HashMap<>();
    private final Set<String> spoilt = new HashSet<>();
    private Set<String> before = Set.of();

    void put(String tag, Thing thing) {
        things.put(tag, thing);
        spoilt.remove(tag);
    }

    @Nullable
    Thing get(String tag) {
        return things.get(tag);
    }

    /** As {@link #get}, but only if the instance has the state of a transaction that was committed. */
    @Nullable
    Thing getUnspoilt(String tag) {
        return spoilt.contains(tag) ? null : things.get(tag);
    }

    void begin() {
        before = Set.copyOf(things.keySet());
    }

    /** Forgets what was made in a transaction that failed, maybe on the other side only. */
    void rolledBack() {
        things.keySet().retainAll(before);
        spoilt.addAll(before);
    }
}
