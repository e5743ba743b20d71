package dev.signals;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The test of one connection: the part of the sender and the conditions, in the order in which they are evaluated. */
final class AllConditions implements Predicate<Object> {

    private final Predicate<Object>[] tests;

    private AllConditions(Predicate<Object>[] tests) {
        this.tests = tests;
    }

    /** Returns the test that an event must pass; null if every event passes. A single test is not wrapped. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to create an array of a generic type
    static @Nullable Predicate<Object> of(@Nullable SenderPart<Object> part, List<Condition<Object>> conditions) {
        Predicate[] tests = new Predicate[conditions.size() + (part == null ? 0 : 1)];
        int next = 0;
        if (part != null) {
            tests[next++] = (Predicate<Object>) part::includes;
        }
        for (Condition<Object> condition : conditions) {
            tests[next++] = condition instanceof Options.Filter<Object> filter
                    ? filter.condition()
                    : (Predicate<Object>) condition::test;
        }
        return switch (tests.length) {
            case 0 -> null;
            case 1 -> tests[0];
            default -> new AllConditions(tests);
        };
    }

    @Override
    public boolean test(Object event) {
        for (Predicate<Object> test : tests) {
            if (!test.test(event)) {
                return false;
            }
        }
        return true;
    }
}
