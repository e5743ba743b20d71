package dev.signals.it.support;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Session factories that wait, emptied, for the next test that wants the same. Mutation tests run each test many times in one JVM, and to
 * build a factory takes a hundred times as long as most tests. Other runs keep none: a test that owns its factory needs no reset to be
 * complete.
 *
 * <p>JUnit makes an instance that listens. What a failed test has used is not given to another: a changed class may have left anything in
 * it.
 */
public final class KeptFactories implements TestExecutionListener {

    private static final boolean ARE_KEPT = Boolean.getBoolean("signals.test.keepFactories");

    /** Settings of which a factory has more or fewer signals than those that are reset. */
    private static final Set<String> OF_SIGNALS = Set.of(SignalSettings.ENABLED, SignalSettings.BULK);

    private static final Map<Key, Deque<KeptFactory>> WAITING = new HashMap<>();

    private static final Set<KeptFactory> RETURNED = new HashSet<>();

    private static boolean hasFailed;

    /** What a factory is built from. */
    private record Key(boolean ofUnit, Map<String, ?> settings, List<Class<?>> entities) {}

    /** Returns whether a factory with these settings is kept. A setting that is an object of a test would see the next test. */
    static boolean keeps(Database database, Map<String, ?> settings) {
        return ARE_KEPT
                && database == Database.H2
                && Collections.disjoint(settings.keySet(), OF_SIGNALS)
                && settings.values().stream()
                        .allMatch(value -> value instanceof String
                                || value instanceof Boolean
                                || value instanceof Number
                                || value instanceof Enum<?>
                                || value instanceof Class<?>);
    }

    /** Lends a factory that waits, or else a new one. */
    static Loan lend(boolean ofUnit, Map<String, ?> settings, Class<?>[] entities, Supplier<TestFactory.Parts> build) {
        Loan loan = new Loan(new Key(ofUnit, Map.copyOf(settings), Arrays.asList(entities.clone())), build);
        if (!ListedTests.areBeingListed()) {
            loan.parts();
        }
        return loan;
    }

    private static synchronized KeptFactory take(Key key, Supplier<TestFactory.Parts> build) {
        Deque<KeptFactory> waiting = WAITING.computeIfAbsent(key, unused -> new ArrayDeque<>());
        KeptFactory taken = waiting.pollLast();
        return taken != null ? taken : new KeptFactory(waiting, build.get());
    }

    private static synchronized void putBack(KeptFactory kept) {
        if (kept.isAsNew()) {
            kept.waiting().addLast(kept);
            RETURNED.add(kept);
        } else {
            kept.discard();
        }
    }

    /** A factory that is lent to one test. One that is only listed makes it in its constructor, and does not use it. */
    static final class Loan {

        private final Key key;
        private final Supplier<TestFactory.Parts> build;
        private @Nullable KeptFactory taken;
        private boolean isGivenBack;

        private Loan(Key key, Supplier<TestFactory.Parts> build) {
            this.key = key;
            this.build = build;
        }

        synchronized TestFactory.Parts parts() {
            KeptFactory present = taken;
            if (present == null) {
                present = take(key, build);
                taken = present;
            }
            return present.parts();
        }

        synchronized void giveBack() {
            KeptFactory present = taken;
            if (present != null && !isGivenBack) {
                isGivenBack = true;
                putBack(present);
            }
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        synchronized (KeptFactories.class) {
            hasFailed |= result.getStatus() == TestExecutionResult.Status.FAILED;
        }
    }

    /** Mutation tests execute each test on its own. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        synchronized (KeptFactories.class) {
            if (hasFailed) {
                for (KeptFactory kept : RETURNED) {
                    if (kept.waiting().remove(kept)) {
                        kept.discard();
                    }
                }
            }
            RETURNED.clear();
            hasFailed = false;
        }
    }
}
