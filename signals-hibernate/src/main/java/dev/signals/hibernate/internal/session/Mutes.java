package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which signals one session does not send at present, by name. */
public final class Mutes {

    private final Map<String, Integer> counts = new HashMap<>();
    private Set<String> current = Set.of();

    /** Mutes signals until the scope is closed; mutes of one signal are counted. */
    public Scope mute(Set<String> signals) {
        signals.forEach(signal -> counts.merge(signal, 1, Integer::sum));
        current = Set.copyOf(counts.keySet());
        return new Scope() {

            private boolean closed;

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    signals.forEach(signal -> counts.compute(signal, (key, count) -> less(count)));
                    current = Set.copyOf(counts.keySet());
                }
            }
        };
    }

    /** One less; null for none, which removes it from the map. */
    private static @Nullable Integer less(@Nullable Integer count) {
        return count == null || count == 1 ? null : count - 1;
    }

    /** What must not tell of two writes as one: what hears of either hears of both. */
    static Set<String> ofBoth(Set<String> earlier, Set<String> later) {
        Set<String> both = new HashSet<>(earlier);
        both.retainAll(later);
        return Set.copyOf(both);
    }

    /** What is muted at this moment; not changed by later mutes. */
    public Set<String> current() {
        return current;
    }

    public boolean include(String signal) {
        return current.contains(signal);
    }
}
