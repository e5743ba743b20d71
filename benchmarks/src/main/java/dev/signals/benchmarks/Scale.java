package dev.signals.benchmarks;

import dev.signals.benchmarks.report.Effort;
import java.util.List;

/** How much is measured. */
enum Scale {

    /** Whether everything runs; the figures say nothing. */
    SMOKE(1, new Effort.Time(10, 50), 1, 1, new Effort.Calls(0, 1)),

    /** The rows that matter most. */
    SHORT(3, new Effort.Time(200, 200), 250, 100, new Effort.Calls(3, 3)),

    /** Everything. */
    FULL(2, new Effort.Time(500, 500), 400, 150, new Effort.Calls(5, 3));

    /** So many entities are in each call of the other benchmarks. */
    private static final int ENTITIES = 500;

    private final int rounds;
    private final Effort dispatch;
    private final int warmups;
    private final int measured;
    private final Effort single;

    Scale(int rounds, Effort dispatch, int warmups, int measured, Effort single) {
        this.rounds = rounds;
        this.dispatch = dispatch;
        this.warmups = warmups;
        this.measured = measured;
        this.single = single;
    }

    /** Returns what each JVM gets in addition. Nobody reads the figures of a smoke test, so that its compiler need not try hard. */
    List<String> jvmArguments() {
        return this == SMOKE ? List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") : List.of();
    }

    int rounds() {
        return rounds;
    }

    /** For operations of nanoseconds. */
    Effort dispatch() {
        return dispatch;
    }

    /** For transactions. */
    Effort work() {
        return new Effort.Batch(warmups, measured);
    }

    /** For flushes of many entities, each of which costs less than a transaction with it. */
    Effort flush(int managed) {
        int times = Math.max(this == SMOKE ? 1 : 10, warmups * ENTITIES * 3 / 2 / managed);
        return new Effort.Batch(times, times);
    }

    /** For operations that take so long that one is enough. */
    Effort single() {
        return single;
    }
}
