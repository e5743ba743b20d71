package dev.signals.it.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves out of a sequence what it fails without. */
final class Shrinker {

    private final Predicate<Sequence> fails;
    private Sequence smallest;

    private Shrinker(Sequence sequence, Predicate<Sequence> fails) {
        this.smallest = sequence;
        this.fails = fails;
    }

    /** A sequence that still fails, and of which nothing more can be left out. */
    static Sequence shrink(Sequence sequence, Predicate<Sequence> fails) {
        Shrinker shrinker = new Shrinker(sequence, fails);
        while (shrinker.shrinkOnce()) {
            // Leaving out one thing may make another one needless.
        }
        return shrinker.smallest;
    }

    private boolean shrinkOnce() {
        boolean shrunk = false;
        for (int i = smallest.works().size() - 1; i >= 0; i--) {
            shrunk |= attempt(without(smallest, i)) || shrinkSteps(i);
        }
        for (Habit habit : Set.copyOf(smallest.habits())) {
            shrunk |= attempt(smallest.without(habit));
        }
        return shrunk;
    }

    private boolean shrinkSteps(int work) {
        boolean shrunk = false;
        for (int size = smallest.works().get(work).steps().size(); size > 0; size /= 2) {
            for (int from = smallest.works().get(work).steps().size() - size; from >= 0; from -= size) {
                shrunk |= attempt(without(smallest, work, from, size));
            }
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

    private static Sequence without(Sequence sequence, int work) {
        List<Work> works = new ArrayList<>(sequence.works());
        works.remove(work);
        return sequence.with(works);
    }

    private static Sequence without(Sequence sequence, int work, int from, int size) {
        List<Work> works = new ArrayList<>(sequence.works());
        List<Step> steps = new ArrayList<>(works.get(work).steps());
        steps.subList(from, from + size).clear();
        works.set(work, works.get(work).with(steps));
        return sequence.with(works);
    }
}
