package dev.signals.benchmarks.cost;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
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

    /** Begins to count. */
    public void start() {
        meter.start();
    }

    /**
     * Ends counting.
     *
     * @param done how many units of work are done since the last call
     */
    public void stop(int done) {
        cpuNanos += meter.cpuNanos();
        bytes += meter.bytes();
        units += done;
    }
}
