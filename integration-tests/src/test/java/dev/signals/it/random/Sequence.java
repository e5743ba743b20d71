package dev.signals.it.random;

import dev.signals.it.support.Shrinker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Receivers and transactions, each in a session of its own.
 *
 * @param settled whether the session is flushed before each step to which it matters what has been flushed
 */
record Sequence(Set<Habit> habits, boolean settled, List<Work> works) {

    /** Whether receivers change neither when the session is flushed nor what depends on it. */
    boolean isTimeless() {
        return habits.stream().noneMatch(Habit::isTimed);
    }

    /** Whether a program can do the same by hand. */
    boolean isComparable() {
        return settled || isTimeless();
    }

    boolean does(Action action) {
        return works.stream().anyMatch(work -> work.does(List.of(action)));
    }

    Sequence without(Habit habit) {
        Set<Habit> rest = EnumSet.copyOf(habits);
        rest.remove(habit);
        return new Sequence(rest, settled, works);
    }

    Sequence without(Action action) {
        return with(works.stream()
                .map(work -> work.with(work.steps().stream()
                        .filter(step -> step.action() != action)
                        .toList()))
                .toList());
    }

    /** This one with something left out: a work, steps of one, or a habit. */
    Stream<Sequence> smaller() {
        Stream<Sequence> fewerSteps = IntStream.range(0, works.size()).boxed().flatMap(this::withFewerSteps);
        return Stream.of(
                        Shrinker.withoutRuns(works).map(this::with),
                        fewerSteps,
                        habits.stream().map(this::without))
                .flatMap(Function.identity());
    }

    private Stream<Sequence> withFewerSteps(int number) {
        Work work = works.get(number);
        return Shrinker.withoutRuns(work.steps()).map(steps -> {
            List<Work> changed = new ArrayList<>(works);
            changed.set(number, work.with(steps));
            return with(changed);
        });
    }

    Sequence with(List<Work> otherWorks) {
        return new Sequence(habits, settled, otherWorks);
    }

    @Override
    public String toString() {
        return works.stream()
                .map(Work::toString)
                .collect(Collectors.joining("\n", "  receivers " + habits + (settled ? ", settled" : "") + "\n", ""));
    }
}
