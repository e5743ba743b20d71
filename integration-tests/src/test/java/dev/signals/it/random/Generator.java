package dev.signals.it.random;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hibernate.FlushMode;

/** Makes a sequence of a seed. */
final class Generator {

    private static final int MOST_TRANSACTIONS = 4;
    private static final int MOST_STEPS = 12;

    private static final List<FlushMode> MODES = List.of(
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.ALWAYS,
            FlushMode.COMMIT,
            FlushMode.MANUAL,
            FlushMode.MANUAL);

    /** Books more often, as most happens to them. */
    private static final List<Kind> MADE =
            List.of(Kind.BOOK, Kind.BOOK, Kind.BOOK, Kind.REMARK, Kind.WRITER, Kind.MEMO, Kind.MEDIUM, Kind.FILM);

    /** A writer of a book cannot be removed. */
    private static final List<Kind> REMOVED = List.of(Kind.BOOK, Kind.BOOK, Kind.REMARK, Kind.MEMO, Kind.FILM);

    private static final List<Choice> CHOICES = List.of(
            new Choice(8, Action.PERSIST, MADE),
            new Choice(2, Action.PERSIST_AND_SET, MADE),
            new Choice(1, Action.PERSIST_AND_REMOVE, MADE),
            new Choice(3, Action.MERGE_NEW, MADE),
            new Choice(8, Action.SET, MADE),
            new Choice(2, Action.SET_IMPRINT, List.of(Kind.BOOK)),
            new Choice(3, Action.NEW_WRITER, List.of(Kind.BOOK)),
            new Choice(3, Action.NEW_MEMO, List.of(Kind.BOOK)),
            new Choice(2, Action.SHARE_WRITER, List.of(Kind.BOOK)),
            new Choice(1, Action.NO_WRITER, List.of(Kind.BOOK)),
            new Choice(6, Action.ADD_CHAPTER, List.of(Kind.BOOK)),
            new Choice(3, Action.ADD_REMARK, List.of(Kind.BOOK)),
            new Choice(4, Action.SET_CHAPTER, List.of(Kind.BOOK)),
            new Choice(4, Action.DROP_CHAPTER, List.of(Kind.BOOK)),
            new Choice(2, Action.DROP_REMARKS, List.of(Kind.BOOK)),
            new Choice(2, Action.REMOVE_CHAPTER, List.of(Kind.BOOK)),
            new Choice(1, Action.REMOVE_KEPT_CHAPTER, List.of(Kind.BOOK)),
            new Choice(2, Action.LOAD_CHAPTERS, List.of(Kind.BOOK)),
            new Choice(2, Action.ADD_LABEL, List.of(Kind.MEMO)),
            new Choice(1, Action.DROP_LABELS, List.of(Kind.MEMO)),
            new Choice(5, Action.REMOVE, REMOVED),
            new Choice(1, Action.REMOVE, List.of(Kind.WRITER)),
            new Choice(2, Action.REMOVE_BY_REFERENCE, List.of(Kind.BOOK, Kind.REMARK, Kind.MEMO)),
            new Choice(2, Action.PERSIST_REMOVED, REMOVED),
            new Choice(4, Action.MARK, MADE),
            new Choice(5, Action.FLUSH, MADE),
            new Choice(1, Action.CLEAR, MADE),
            new Choice(2, Action.FLUSH_AND_CLEAR, MADE),
            new Choice(1, Action.EVICT, MADE),
            new Choice(1, Action.REFRESH, MADE),
            new Choice(1, Action.PERSIST_MANAGED, MADE),
            new Choice(3, Action.DETACH_AND_MERGE, MADE),
            new Choice(2, Action.MERGE_DETACHED, MADE),
            new Choice(8, Action.QUERY, MADE),
            new Choice(2, Action.QUERY_BY_MEMO, List.of(Kind.BOOK)),
            new Choice(2, Action.NATIVE_QUERY, MADE));

    private static final int WEIGHTS = CHOICES.stream().mapToInt(Choice::weight).sum();

    /** Unlike {@code Random}, whose first numbers are alike for neighbouring seeds. */
    private final SplittableRandom random;

    /** The numbers of what has been made, by kind. */
    private final Map<Kind, List<Integer>> made = new EnumMap<>(Kind.class);

    /** Of the last step. */
    private int number;

    private Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    static Sequence sequence(long seed) {
        Sequence sequence = new Generator(seed).sequence();
        // A receiver finds the collections of a merged copy empty, so it would add a first chapter where there is one.
        return sequence.does(Action.MERGE_NEW) ? sequence.without(Habit.ADD_CHAPTER) : sequence;
    }

    private Sequence sequence() {
        Set<Habit> habits = EnumSet.of(Habit.SET_SLUG);
        boolean timed = random.nextBoolean();
        for (Habit habit : Habit.values()) {
            if ((timed || !habit.isTimed()) && random.nextBoolean()) {
                habits.add(habit);
            }
        }
        boolean settled = timed && random.nextInt(3) > 0;
        List<Work> works = new ArrayList<>();
        int transactions = 1 + random.nextInt(MOST_TRANSACTIONS);
        for (int i = 0; i < transactions; i++) {
            works.add(work());
        }
        return new Sequence(habits, settled, works);
    }

    private Work work() {
        boolean sameSession = random.nextInt(3) == 0;
        FlushMode mode = one(MODES);
        boolean rollback = random.nextInt(10) == 0;
        boolean stubborn = random.nextInt(4) == 0;
        List<Step> steps = new ArrayList<>();
        int size = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < size; i++) {
            steps.add(step());
        }
        return new Work(sameSession, mode, rollback, stubborn, steps);
    }

    private Step step() {
        number++;
        Choice choice = choice();
        Kind kind = one(choice.kinds());
        List<Integer> there = made.computeIfAbsent(kind, each -> new ArrayList<>());
        if (Action.MAKING.contains(choice.action())) {
            there.add(number);
            return new Step(choice.action(), kind.tag(number), random.nextInt(60));
        }
        if (there.isEmpty()) {
            there.add(number);
            return new Step(Action.PERSIST, kind.tag(number), random.nextInt(60));
        }
        // What was made last is chosen most.
        int back = Math.min(random.nextInt(there.size()), random.nextInt(there.size()));
        return new Step(choice.action(), kind.tag(there.get(there.size() - 1 - back)), value(choice.action()));
    }

    private int value(Action action) {
        List<Integer> writers = made.computeIfAbsent(Kind.WRITER, each -> new ArrayList<>());
        if (action == Action.NEW_WRITER) {
            writers.add(number);
        }
        return action == Action.SHARE_WRITER && !writers.isEmpty() ? one(writers) : number;
    }

    private Choice choice() {
        int rest = random.nextInt(WEIGHTS);
        for (Choice choice : CHOICES) {
            rest -= choice.weight();
            if (rest < 0) {
                return choice;
            }
        }
        throw new AssertionError();
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** An action, how often it is chosen, and what for. */
    private record Choice(int weight, Action action, List<Kind> kinds) {}
}
