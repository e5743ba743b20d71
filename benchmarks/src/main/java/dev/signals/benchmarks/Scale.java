package dev.signals.benchmarks;

import dev.signals.benchmarks.report.Effort;
import java.util.List;

/** How much is measured. */
enum Scale {

    /** Whether everything runs; the figures say nothing. */
    SMOKE(1, new Effort.Time(10, 50), new Effort.Time(10, 50), new Effort.Calls(0, 1)),

    /** The rows that matter most, in less than ten minutes. */
    SHORT(3, new Effort.Time(300, 300), new Effort.Time(1000, 700), new Effort.Calls(3, 3)),

    /** Everything. */
    FULL(3, new Effort.Time(1000, 1000), new Effort.Time(2500, 1500), new Effort.Calls(6, 4));

    private final int rounds;
    private final Effort dispatch;
    private final Effort work;
    private final Effort single;

    Scale(int rounds, Effort dispatch, Effort work, Effort single) {
        this.rounds = rounds;
        this.dispatch = dispatch;
        this.work = work;
        this.single = single;
    }

    /** Returns the arguments of each JVM. Nobody reads the figures of a smoke test, so that its compiler need not try hard. */
    List<String> jvmArguments() {
        return this == SMOKE
                ? List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                : List.of("-Xms1g", "-Xmx1g");
    }

    int rounds() {
        return rounds;
    }

    /** For operations of nanoseconds. */
    Effort dispatch() {
        return dispatch;
    }

    /** For operations of milliseconds. */
    Effort work() {
        return work;
    }

    /** For operations that take so long that they are counted. */
    Effort single() {
        return single;
    }
}
