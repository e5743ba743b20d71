package dev.signals.it.django;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was recorded here with a trace, event by event and field by field.
 *
 * <p>The {@link AgreedDifferences} are worked into the trace first; what comes out has to be exactly what
 * happened here. So a difference that was not agreed fails, and so does one that was agreed and did not
 * occur.
 */
final class Comparer {

    private final Recording expected;
    private final Recording here;
    private final List<String> failures = new ArrayList<>();

    private Comparer(Recording expected, Recording here) {
        this.expected = expected;
        this.here = here;
    }

    /** Fails with a list of everything that is neither as in the trace nor as agreed. */
    static void compare(Recording django, Recording here) {
        AgreedDifferences.workInto(django);
        new Comparer(django, here).compare();
    }

    private void compare() {
        for (int i = 0; i < Math.max(expected.events.size(), here.events.size()); i++) {
            compareEvent(i);
        }
        Set<Integer> numbers = new TreeSet<>(expected.steps.keySet());
        numbers.addAll(here.steps.keySet());
        numbers.forEach(this::compareStep);
        if (!failures.isEmpty()) {
            throw new AssertionError(expected.scenario() + ": neither as in Django nor as agreed:\n  "
                    + String.join("\n  ", failures) + "\nannounced here:\n  " + lines(here.events));
        }
    }

    private void compareEvent(int index) {
        if (index >= here.events.size()) {
            failures.add("not announced here: " + line(expected.events.get(index)));
        } else if (index >= expected.events.size()) {
            failures.add("announced here only: " + line(here.events.get(index)));
        } else {
            Map<String, @Nullable Object> event = new LinkedHashMap<>(expected.events.get(index));
            Object number = event.remove("n");
            compareFields("event " + number, event, here.events.get(index));
        }
    }

    private void compareStep(Integer number) {
        Map<String, @Nullable Object> step = expected.steps.get(number);
        Map<String, @Nullable Object> stepHere = here.steps.get(number);
        String name = "step " + number + " (" + expected.stepNames().get(number) + ")";
        if (step == null) {
            failures.add(name + ": played here although agreed to have no counterpart");
        } else if (stepHere == null) {
            failures.add(name + ": not played here");
        } else {
            compareFields(name, flat(step), flat(stepHere));
        }
    }

    private void compareFields(String place, Map<String, @Nullable Object> django, Map<String, @Nullable Object> ours) {
        Set<String> fields = new LinkedHashSet<>(django.keySet());
        fields.addAll(ours.keySet());
        for (String field : fields) {
            if (!django.containsKey(field)) {
                failures.add(place + ": " + field + " only here: " + ours.get(field));
            } else if (!ours.containsKey(field)) {
                failures.add(place + ": " + field + " not here; expected " + django.get(field));
            } else if (!Objects.equals(django.get(field), ours.get(field))) {
                failures.add(place + ": " + field + " expected " + django.get(field) + ", here " + ours.get(field));
            }
        }
    }

    /** A step with its facts beside its outcome. */
    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> step) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>(step);
        flat.remove("facts");
        Recording.facts(step).forEach((fact, value) -> flat.put("fact " + fact, value));
        return flat;
    }

    private static String lines(List<Map<String, @Nullable Object>> events) {
        return String.join("\n  ", events.stream().map(Comparer::line).toList());
    }

    private static String line(Map<String, @Nullable Object> event) {
        return event.toString();
    }
}
