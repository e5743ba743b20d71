package dev.signals.benchmarks;

import dev.signals.Signal;
import java.lang.reflect.Array;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What sending costs over calling the receivers in a plain loop. Read {@code send} against {@code directLoop} of the same
 * run; run with {@code -prof gc} to see that nothing is allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

    private static final Object EVENT = new Object();

    /** How many receivers the sender has. */
    @Param({"0", "1", "3", "10"})
    public int receivers;

    /** How many other senders have a receiver. */
    @Param({"0", "1000"})
    public int otherSenders;

    private final Signal<Object> signal = Signal.of("benchmark", Object.class);
    private Counting[] direct = {};

    /** Connects the receivers, and others for another sender. */
    @Setup
    public void connect() {
        direct = new Counting[receivers];
        for (int i = 0; i < receivers; i++) {
            Counting receiver = i % 2 == 0 ? new Even() : new Odd();
            direct[i] = receiver;
            signal.connect(DispatchBenchmark.class, receiver);
        }
        for (int i = 0; i < otherSenders; i++) {
            Class<?> other = anyClass(i);
            signal.connect(other, new Even());
            signal.send(other, EVENT);
        }
    }

    /** Array types, of which there are as many as one needs, stand in for entity classes. */
    private static Class<?> anyClass(int number) {
        Class<?> element =
                List.of(String.class, Integer.class, Long.class, Double.class).get(number / 250);
        return Array.newInstance(element, new int[1 + number % 250]).getClass();
    }

    /** The receivers, called without a signal. */
    @Benchmark
    public void directLoop() {
        for (Counting receiver : direct) {
            receiver.receive(EVENT);
        }
    }

    /** The receivers, called by the signal. */
    @Benchmark
    public List<?> send() {
        return signal.send(DispatchBenchmark.class, EVENT);
    }

    /** The question that is asked before an event is made. */
    @Benchmark
    public boolean hasReceivers() {
        return signal.hasReceivers(DispatchBenchmark.class);
    }
}
