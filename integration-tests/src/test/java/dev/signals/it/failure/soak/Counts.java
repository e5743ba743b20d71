package dev.signals.it.failure.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How much of each kind, from any thread. */
final class Counts {

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    Counts() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    void add(Kind kind) {
        add(kind, 1);
    }

    void add(Kind kind, long number) {
        counts.get(kind).add(number);
    }

    void add(Counts other) {
        other.counts.forEach((kind, number) -> add(kind, number.sum()));
    }

    long of(Kind kind) {
        return counts.get(kind).sum();
    }

    long all() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Map<Kind, Long> asMap() {
        Map<Kind, Long> map = new EnumMap<>(Kind.class);
        counts.forEach((kind, number) -> map.put(kind, number.sum()));
        return map;
    }
}
