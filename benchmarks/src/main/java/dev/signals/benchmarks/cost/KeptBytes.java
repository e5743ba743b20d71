package dev.signals.benchmarks.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How much of the heap is in use longer than the garbage collector runs. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class KeptBytes {

    /** By how much the use of the heap has grown. */
    public long keptBytes;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private long atStart;

    /** Remembers what is in use. */
    public void start() {
        atStart = inUse();
    }

    /** Counts what is in use in addition. */
    public void stop() {
        keptBytes += inUse() - atStart;
    }

    private long inUse() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
