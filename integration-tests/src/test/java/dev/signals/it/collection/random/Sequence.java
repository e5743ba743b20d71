package dev.signals.it.collection.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps, and what receivers do. A commit follows the last step.
 *
 * @param keys whether receivers want to know the keys of what is cleared
 */
record Sequence(Habit habit, boolean keys, List<Step> steps) {

    /** What a receiver does itself, once, in a pre action. */
    enum Habit {
        NOTHING,
        ADD,
        REMOVE
    }

    /** Whether the library must not be noticed in the statements. */
    boolean isSilent() {
        return habit == Habit.NOTHING && !keys;
    }

    Sequence without(int from, int size) {
        List<Step> rest = new ArrayList<>(steps);
        rest.subList(from, from + size).clear();
        return new Sequence(habit, keys, rest);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(Step::toString)
                .collect(Collectors.joining(
                        "\n    ", "  receivers do " + habit + (keys ? ", loading keys" : "") + "\n    ", ""));
    }
}
