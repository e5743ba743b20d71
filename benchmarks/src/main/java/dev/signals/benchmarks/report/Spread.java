package dev.signals.benchmarks.report;

import java.util.Arrays;

/**
 * The values that the rounds have given.
 *
 * @param lowest the lowest
 * @param median the one in the middle
 * @param highest the highest
 */
record Spread(double lowest, double median, double highest) {

    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
