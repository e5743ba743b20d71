package dev.signals.benchmarks.cost;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of what a benchmark method does between {@link #start} and {@link #stop}, without what it has to prepare. JMH adds
 * the counters up over an iteration.
 *
 * <p>CPU time of the thread, because the clock also counts what other processes do.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cost {

    /** CPU time of the thread. */
    public long cpuNanos;

    /** Bytes that the thread has allocated. */
    public long bytes;

    /** How many entities, events or queries that was for. */
    public long units;

    private final ThreadMeter meter = new ThreadMeter();
    private final List<Double> samples = new ArrayList<>();
    private long elapsed;
    private long startedAt;

    /** Forgets the iteration of before. */
    @Setup(Level.Iteration)
    public void reset() {
        samples.clear();
        elapsed = 0;
    }

    /** Returns the time by the clock of one unit, in the middle of all calls: the others may have waited for the compiler. */
    public double elapsedNanos() {
        return samples.isEmpty()
                ? 0
                : samples.stream().sorted().skip(samples.size() / 2).findFirst().orElseThrow();
    }

    /** Begins to count. */
    public void start() {
        startedAt = System.nanoTime();
        meter.start();
    }

    /**
     * Ends counting.
     *
     * @param done how many units of work are done; 0 if they go on after the next start
     */
    public void stop(int done) {
        cpuNanos += meter.cpuNanos();
        bytes += meter.bytes();
        units += done;
        elapsed += System.nanoTime() - startedAt;
        if (done > 0) {
            samples.add((double) elapsed / done);
            elapsed = 0;
        }
    }
}
