package dev.signals.it.collection.random;

import dev.signals.it.collection.random.Sequence.Habit;
import java.util.function.Predicate;

/** Leaves out of a sequence what it fails without. */
final class Shrinker {

    private final Predicate<Sequence> fails;
    private Sequence smallest;

    private Shrinker(Sequence sequence, Predicate<Sequence> fails) {
        this.smallest = sequence;
        this.fails = fails;
    }

    static Sequence shrink(Sequence sequence, Predicate<Sequence> fails) {
        Shrinker shrinker = new Shrinker(sequence, fails);
        while (shrinker.shrinkOnce()) {
            // Leaving out one step may make another one needless.
        }
        return shrinker.smallest;
    }

    private boolean shrinkOnce() {
        boolean shrunk = false;
        for (int size = smallest.steps().size(); size > 0; size /= 2) {
            for (int from = smallest.steps().size() - size; from >= 0; from -= size) {
                shrunk |= attempt(smallest.without(from, size));
            }
        }
        if (smallest.habit() != Habit.NOTHING) {
            shrunk |= attempt(new Sequence(Habit.NOTHING, smallest.keys(), smallest.steps()));
        }
        if (smallest.keys()) {
            shrunk |= attempt(new Sequence(smallest.habit(), false, smallest.steps()));
        }
        return shrunk;
    }

    private boolean attempt(Sequence smaller) {
        boolean succeeds = fails.test(smaller);
        if (succeeds) {
            smallest = smaller;
        }
        return succeeds;
    }
}
