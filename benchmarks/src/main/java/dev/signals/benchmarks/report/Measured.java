package dev.signals.benchmarks.report;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one JVM has measured, for one unit of work.
 *
 * @param cpuNanos CPU time of the thread
 * @param elapsedNanos time by the clock
 * @param bytes allocated bytes
 * @param keptBytes bytes that are kept until the commit; 0 if that is not measured
 */
public record Measured(double cpuNanos, double elapsedNanos, double bytes, double keptBytes) {

    static Measured of(RunResult result) {
        double nanosOfUnit = TimeUnit.NANOSECONDS.convert(1, result.getParams().getTimeUnit());
        double operations = 0;
        double elapsed = 0;
        double iterations = 0;
        double medians = 0;
        double cpu = 0;
        double bytes = 0;
        double kept = 0;
        double units = 0;
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                long done = iteration.getMetadata().getAllOps();
                operations += done;
                elapsed += iteration.getPrimaryResult().getScore() * nanosOfUnit * done;
                cpu += counter(iteration, "cpuNanos");
                bytes += counter(iteration, "bytes");
                kept += counter(iteration, "keptBytes");
                units += counter(iteration, "units");
                medians += counter(iteration, "elapsedNanos");
                iterations++;
            }
        }
        return units == 0
                ? new Measured(cpu / operations, elapsed / operations, bytes / operations, 0)
                : new Measured(cpu / units, medians / iterations, bytes / units, kept / units);
    }

    private static double counter(IterationResult iteration, String name) {
        Result<?> found = iteration.getSecondaryResults().get(name);
        return found == null ? 0 : found.getScore();
    }
}
