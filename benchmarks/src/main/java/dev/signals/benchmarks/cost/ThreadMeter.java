package dev.signals.benchmarks.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Reads the CPU time and the allocated bytes of the current thread. */
final class ThreadMeter {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpuAtStart;
    private long bytesAtStart;

    void start() {
        bytesAtStart = threads.getCurrentThreadAllocatedBytes();
        cpuAtStart = threads.getCurrentThreadCpuTime();
    }

    long cpuNanos() {
        return threads.getCurrentThreadCpuTime() - cpuAtStart;
    }

    long bytes() {
        return threads.getCurrentThreadAllocatedBytes() - bytesAtStart;
    }
}
