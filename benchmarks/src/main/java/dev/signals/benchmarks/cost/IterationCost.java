package dev.signals.benchmarks.cost;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The cost of a whole iteration, where one operation is too short to measure it. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class IterationCost {

    /** CPU time of the thread. */
    public long cpuNanos;

    /** Bytes that the thread has allocated. */
    public long bytes;

    private final ThreadMeter meter = new ThreadMeter();

    /** Begins to count. */
    @Setup(Level.Iteration)
    public void start() {
        meter.start();
    }

    /** Ends counting. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = meter.cpuNanos();
        bytes = meter.bytes();
    }
}
