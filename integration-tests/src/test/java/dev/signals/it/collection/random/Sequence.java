package dev.signals.it.collection.random;

import dev.signals.it.support.Shrinker;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** This one with something left out: steps, what a receiver does, or the keys. */
    Stream<Sequence> smaller() {
        Stream<Sequence> fewerSteps = Shrinker.withoutRuns(steps).map(rest -> new Sequence(habit, keys, rest));
        return Stream.concat(
                        fewerSteps,
                        Stream.of(new Sequence(Habit.NOTHING, keys, steps), new Sequence(habit, false, steps)))
                .filter(sequence -> !sequence.equals(this));
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(Step::toString)
                .collect(Collectors.joining(
                        "\n    ", "  receivers do " + habit + (keys ? ", loading keys" : "") + "\n    ", ""));
    }
}
