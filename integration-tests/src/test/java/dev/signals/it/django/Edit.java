package dev.signals.it.django;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes a trace of Django into what is expected here. It says what Django's value is, and fails if the
 * trace does not say so. Events are named by their number in the trace.
 */
interface Edit {

    /** Changes the trace; whether there was anything to change. */
    boolean workInto(Recording trace);

    // wherever it occurs

    /** A field has another value here wherever it has this one in Django, while receivers are called. */
    static Edit everyField(String field, @Nullable Object django, @Nullable Object here) {
        return trace -> {
            boolean found = false;
            for (Map<String, @Nullable Object> event : trace.events) {
                boolean afterCommit = "on_commit".equals(event.get("signal"));
                if (!afterCommit && event.containsKey(field) && Objects.equals(event.get(field), django)) {
                    event.put(field, here);
                    found = true;
                }
            }
            return found;
        };
    }

    /** No event has such a field here. */
    static Edit noField(String field) {
        return trace -> {
            boolean found = trace.events.stream().anyMatch(event -> event.containsKey(field));
            trace.events.forEach(event -> event.remove(field));
            return found;
        };
    }

    /** No step has such a fact here, if it has a value of this kind. */
    static Edit noFact(String fact, Predicate<@Nullable Object> kind) {
        return trace -> {
            boolean found = false;
            for (Map<String, @Nullable Object> step : trace.steps.values()) {
                Map<String, @Nullable Object> facts = Recording.facts(step);
                if (facts.containsKey(fact) && kind.test(facts.get(fact))) {
                    facts.remove(fact);
                    found = true;
                }
            }
            return found;
        };
    }

    /** How events and statements alternate is not compared. */
    static Edit noStatements() {
        return trace -> {
            boolean found = trace.steps.values().stream().anyMatch(step -> step.containsKey("order"));
            trace.steps.values().forEach(step -> step.remove("order"));
            return found;
        };
    }

    // in one scenario

    /** A field of some events has another value here. */
    static Edit field(String field, @Nullable Object django, @Nullable Object here, Integer... events) {
        return trace -> {
            for (Integer n : events) {
                replace(event(trace, n), field, django, here);
            }
            return true;
        };
    }

    /** Events that are not sent here. */
    static Edit notSent(Integer... events) {
        return trace -> {
            for (Integer n : events) {
                trace.events.remove(event(trace, n));
            }
            return true;
        };
    }

    /**
     * An event that is sent only here, as the last of a step; it is like one of the trace, but for these
     * fields.
     */
    static Edit sentToo(int step, Integer like, Map<String, ?> fields) {
        return trace -> {
            long before =
                    trace.events.stream().filter(other -> step(other) <= step).count();
            trace.events.add((int) before, like(event(trace, like), fields, step));
            return true;
        };
    }

    /** The same right behind an event of the trace. */
    static Edit sentTooAfter(Integer event, Integer like, Map<String, ?> fields) {
        return trace -> {
            Map<String, @Nullable Object> before = event(trace, event);
            trace.events.add(trace.events.indexOf(before) + 1, like(event(trace, like), fields, step(before)));
            return true;
        };
    }

    /** The events of a step come in this order here. */
    static Edit order(Integer... events) {
        return trace -> {
            List<Map<String, @Nullable Object>> reordered = new ArrayList<>();
            for (Integer n : events) {
                reordered.add(event(trace, n));
            }
            int step = step(reordered.get(0));
            List<Map<String, @Nullable Object>> all =
                    trace.events.stream().filter(event -> step(event) == step).toList();
            require(
                    all.size() == reordered.size() && Set.copyOf(all).equals(Set.copyOf(reordered)),
                    "an order has to name each event of its step once: " + Arrays.toString(events));
            int first = trace.events.indexOf(all.get(0));
            boolean differs = !all.equals(reordered);
            for (int i = 0; i < reordered.size(); i++) {
                trace.events.set(first + i, reordered.get(i));
            }
            return differs;
        };
    }

    /** A fact looked at after a step has another value here. */
    static Edit fact(int step, String fact, @Nullable Object django, @Nullable Object here) {
        return trace -> {
            replace(Recording.facts(step(trace, step)), fact, django, here);
            return true;
        };
    }

    /** Steps that end otherwise here. */
    static Edit outcome(String django, String here, Integer... steps) {
        return trace -> {
            for (Integer step : steps) {
                replace(step(trace, step), "outcome", django, here);
            }
            return true;
        };
    }

    /** Steps that cannot be played here. */
    static Edit notPlayed(Integer... steps) {
        return trace -> {
            for (Integer step : steps) {
                step(trace, step);
                trace.steps.remove(step);
                trace.events.removeIf(event -> step(event) == step);
            }
            return true;
        };
    }

    private static Map<String, @Nullable Object> like(
            Map<String, @Nullable Object> other, Map<String, ?> fields, int step) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>(other);
        event.putAll(fields);
        event.put("step", (long) step);
        event.put("n", "like " + other.get("n"));
        return event;
    }

    private static Map<String, @Nullable Object> event(Recording trace, Integer n) {
        return trace.events.stream()
                .filter(event -> n.toString().equals(String.valueOf(event.get("n"))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(trace.scenario() + " has no event " + n));
    }

    private static Map<String, @Nullable Object> step(Recording trace, int step) {
        Map<String, @Nullable Object> found = trace.steps.get(step);
        require(found != null, trace.scenario() + " has no step " + step);
        return Objects.requireNonNull(found);
    }

    private static int step(Map<String, @Nullable Object> event) {
        return ((Number) Objects.requireNonNull(event.get("step"))).intValue();
    }

    private static void replace(
            Map<String, @Nullable Object> fields, String field, @Nullable Object django, @Nullable Object here) {
        require(
                fields.containsKey(field) && Objects.equals(fields.get(field), django),
                "Django's " + field + " is not " + django + " in " + fields);
        require(!Objects.equals(django, here), field + " is agreed to differ and to be the same: " + here);
        fields.put(field, here);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
