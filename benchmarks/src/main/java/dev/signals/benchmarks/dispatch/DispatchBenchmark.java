package dev.signals.benchmarks.dispatch;

import dev.signals.benchmarks.cost.IterationCost;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What sending costs: each peer calls the same receivers. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

    /** The receivers, called in a loop. */
    @Benchmark
    public void directLoop(DirectLoop peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** The receivers, looked up and called in a loop. */
    @Benchmark
    public void keyedLoop(KeyedLoop peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** The library. */
    @Benchmark
    public void signals(Signals peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** The question of the library that may be asked before an event is made. */
    @Benchmark
    public boolean hasReceivers(Signals peer, IterationCost cost) {
        return peer.hasReceivers();
    }

    /** Weld. */
    @Benchmark
    public void weld(Weld peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** Spring. */
    @Benchmark
    public void spring(Spring peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** Guava. */
    @Benchmark
    public void guava(Guava peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** The event bus of greenrobot. */
    @Benchmark
    public void greenrobot(Greenrobot peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }

    /** MBassador. */
    @Benchmark
    public void mbassador(Mbassador peer, IterationCost cost, Blackhole blackhole) {
        peer.send(blackhole);
    }
}
