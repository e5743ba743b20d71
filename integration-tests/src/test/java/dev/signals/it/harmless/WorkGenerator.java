package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.FlushMode;

/** Makes the work on a domain. */
final class WorkGenerator {

    private static final int FEWEST_WORKS = 4;
    private static final int MORE_WORKS = 6;
    private static final int MOST_STEPS = 10;

    private static final List<FlushMode> MODES = List.of(
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.AUTO,
            FlushMode.ALWAYS,
            FlushMode.COMMIT,
            FlushMode.MANUAL);

    private final Dice dice;
    private final Domain domain;
    private final List<Step> made = new ArrayList<>();
    private int number;

    private WorkGenerator(Dice dice, Domain domain) {
        this.dice = dice;
        this.domain = domain;
    }

    static List<Work> works(Dice dice, Domain domain) {
        return new WorkGenerator(dice, domain).works();
    }

    private List<Work> works() {
        List<Work> works = new ArrayList<>();
        works.add(new Work(FlushMode.AUTO, false, false, false, false, false, seeds()));
        int count = FEWEST_WORKS + dice.next(MORE_WORKS);
        for (int i = 0; i < count; i++) {
            works.add(work());
        }
        return works;
    }

    /** Two of each entity, so that there is something to work on. */
    private List<Step> seeds() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (EntitySpec entity : domain.concrete()) {
                steps.add(making(Action.PERSIST, entity.name()));
            }
        }
        return steps;
    }

    private Work work() {
        boolean stateless = dice.chance(1, 12);
        List<Action> actions = Arrays.stream(Action.values())
                .filter(action -> !stateless || Action.STATELESS.contains(action))
                .toList();
        List<Step> steps = new ArrayList<>();
        int size = 1 + dice.next(MOST_STEPS);
        for (int i = 0; i < size; i++) {
            steps.add(step(action(actions)));
        }
        return new Work(
                dice.one(MODES),
                stateless,
                dice.chance(1, 4),
                dice.chance(1, 10),
                dice.chance(1, 4),
                dice.chance(1, 15),
                steps);
    }

    private Action action(List<Action> actions) {
        int rest = dice.next(actions.stream().mapToInt(Action::weight).sum());
        for (Action action : actions) {
            rest -= action.weight();
            if (rest < 0) {
                return action;
            }
        }
        throw new AssertionError();
    }

    private Step making(Action action, String entity) {
        Step step = new Step(action, entity, ++number, "", dice.next(1000));
        made.add(step);
        return step;
    }

    private Step step(Action action) {
        if (Action.MAKING.contains(action)) {
            return making(action, dice.one(domain.concrete()).name());
        }
        // What was made last is chosen most, and what has been chosen is chosen again.
        Step aim = made.get(made.size() - 1 - Math.min(dice.next(made.size()), dice.next(made.size())));
        List<Attribute> fitting = domain.attributes(domain.entity(aim.entity()).orElseThrow()).stream()
                .filter(attribute -> action.kinds().contains(attribute.kind()))
                .toList();
        if (!action.kinds().isEmpty() && fitting.isEmpty()) {
            return step(Action.QUERY);
        }
        String attribute = fitting.isEmpty() ? "" : dice.one(fitting).name();
        return new Step(action, aim.entity(), aim.number(), attribute, dice.next(1000));
    }
}
