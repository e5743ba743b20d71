package dev.signals.it.collection.random;

import dev.signals.it.collection.random.Sequence.Habit;
import dev.signals.it.collection.random.Step.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes a sequence of a seed. */
final class Generator {

    private static final int MOST_STEPS = 24;
    private static final int BOXES = 3;

    private static final Map<Action, Integer> WEIGHTS = new EnumMap<>(Map.ofEntries(
            Map.entry(Action.NEW_BOX, 6),
            Map.entry(Action.MERGE_NEW, 2),
            Map.entry(Action.ADD, 20),
            Map.entry(Action.REMOVE, 9),
            Map.entry(Action.CLEAR, 4),
            Map.entry(Action.SET, 5),
            Map.entry(Action.REORDER, 4),
            Map.entry(Action.REPLACE_BY_SAME, 4),
            Map.entry(Action.REPLACE_BY_OTHER, 6),
            Map.entry(Action.REPLACE_BY_NULL, 3),
            Map.entry(Action.MOVE, 5),
            Map.entry(Action.SWAP, 3),
            Map.entry(Action.LOAD, 4),
            Map.entry(Action.EDIT_OTHER_SIDE, 2),
            Map.entry(Action.MERGE, 6),
            Map.entry(Action.REMOVE_BOX, 3),
            Map.entry(Action.QUERY, 5),
            Map.entry(Action.QUERY_OTHER, 3),
            Map.entry(Action.FLUSH, 6),
            Map.entry(Action.CLEAR_SESSION, 2),
            Map.entry(Action.EVICT, 2),
            Map.entry(Action.COMMIT, 9),
            Map.entry(Action.ROLLBACK, 1)));

    private static final int SUM =
            WEIGHTS.values().stream().mapToInt(Integer::intValue).sum();

    private final SplittableRandom random;

    private Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    static Sequence sequence(long seed) {
        return new Generator(seed).sequence();
    }

    private Sequence sequence() {
        Habit habit = random.nextInt(4) == 0 ? Habit.values()[1 + random.nextInt(2)] : Habit.NOTHING;
        boolean keys = random.nextInt(6) == 0;
        // With few collections the steps meet more often.
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            roles.add(Role.values()[random.nextInt(Role.values().length)]);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Action.NEW_BOX, roles.get(0), 0, random.nextInt(60)));
        int size = 2 + random.nextInt(MOST_STEPS);
        while (steps.size() < size) {
            Role role = roles.get(random.nextInt(roles.size()));
            steps.add(new Step(action(), role, random.nextInt(BOXES), random.nextInt(60)));
        }
        return new Sequence(habit, keys, steps);
    }

    private Action action() {
        int rest = random.nextInt(SUM);
        for (Map.Entry<Action, Integer> entry : WEIGHTS.entrySet()) {
            rest -= entry.getValue();
            if (rest < 0) {
                return entry.getKey();
            }
        }
        throw new AssertionError();
    }
}
