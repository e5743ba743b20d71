package dev.signals.benchmarks.report;

import java.util.List;

/**
 * Rows with the same columns.
 *
 * @param title its heading
 * @param unit what the figures are for, as in "entity"
 * @param rows the rows
 * @param onChart whether the chart shows it
 */
public record Table(String title, String unit, List<Row> rows, boolean onChart) {

    /** Copies the rows. */
    public Table {
        rows = List.copyOf(rows);
    }

    /** Returns the table with the rows that have some words in their label, or as it is, if its title has them. */
    public Table only(String words) {
        List<Row> found = title.contains(words)
                ? rows
                : rows.stream().filter(row -> row.label().contains(words)).toList();
        return new Table(title, unit, found, onChart);
    }

    List<String> columns() {
        return rows.stream()
                .flatMap(row -> row.columns().stream())
                .map(Column::label)
                .distinct()
                .toList();
    }
}
