package dev.signals.benchmarks.report;

import java.util.Locale;

/** Writes numbers. */
final class Figures {

    private Figures() {}

    /** Three digits and a unit. */
    static String time(double nanos) {
        if (nanos < 1e3) {
            return digits(nanos) + " ns";
        }
        return nanos < 1e6 ? digits(nanos / 1e3) + " µs" : digits(nanos / 1e6) + " ms";
    }

    static String ratio(Spread spread) {
        return ratio(spread.median()) + " (" + ratio(spread.lowest()) + " to " + ratio(spread.highest()) + ")";
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 9.95 ? "%.2f" : "%.1f", ratio);
    }

    static String bytes(double bytes) {
        return String.format(Locale.ROOT, "%,d", Math.round(bytes));
    }

    private static String digits(double value) {
        String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
