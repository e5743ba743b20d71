package dev.signals.benchmarks.report;

import java.util.List;

/**
 * One kind of work, done in several ways.
 *
 * @param label its name in the tables
 * @param effort how long each is measured
 * @param columns the ways, of which the first is what the others are compared with
 */
public record Row(String label, Effort effort, List<Column> columns) {

    /** Copies the columns. */
    public Row {
        columns = List.copyOf(columns);
    }

    Column baseline() {
        return columns.get(0);
    }
}
