package dev.signals.it.random;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
