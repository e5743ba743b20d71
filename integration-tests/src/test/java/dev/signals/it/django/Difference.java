package dev.signals.it.django;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which Django and this library differ.
 *
 * @param scenario the one it belongs to, or {@link #ANY}
 * @param reason why, with the row of {@code docs/django.md} if there is one
 * @param edit what makes of Django's trace what happens here
 */
record Difference(String scenario, String reason, Edit edit) {

    /** In whatever scenario it occurs. */
    static final String ANY = "any scenario";

    /** Differences of one scenario. */
    static Stream<Difference> in(String scenario, Because... reasons) {
        return Arrays.stream(reasons)
                .flatMap(each -> each.edits.stream().map(edit -> new Difference(scenario, each.reason, edit)));
    }

    /** Differences with one reason. */
    static Because because(String reason, Edit... edits) {
        return new Because(reason, List.of(edits));
    }

    boolean isRule() {
        return scenario.equals(ANY);
    }

    boolean concerns(Recording trace) {
        return isRule() || trace.scenario().startsWith(scenario + "_");
    }

    @Override
    public String toString() {
        return scenario + ": " + reason;
    }

    record Because(String reason, List<Edit> edits) {}
}
