package dev.signals.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/** What the rounds have measured. */
public final class Results {

    private final Map<Cell, List<Measured>> measured = new HashMap<>();
    private int rounds;

    /** Two rows may have an equal column, each of which is measured. */
    private record Cell(Row row, Column column) {}

    /** Measures each column of each row once. They take turns, and a different one is first in each round. */
    public void addRound(List<Table> tables, Fork fork, PrintStream log) throws RunnerException {
        for (Table table : tables) {
            for (Row row : table.rows()) {
                List<Column> columns = new ArrayList<>(row.columns());
                Collections.rotate(columns, -rounds);
                for (Column column : columns) {
                    Measured one = fork.measure(column, row.effort());
                    measured.computeIfAbsent(new Cell(row, column), key -> new ArrayList<>())
                            .add(one);
                    log.printf(
                            Locale.ROOT,
                            "round %d: %s, %s, %s: %s, %.0f B%n",
                            rounds + 1,
                            table.title(),
                            row.label(),
                            column.label(),
                            Figures.time(one.cpuNanos()),
                            one.bytes());
                }
            }
        }
        rounds++;
    }

    int rounds() {
        return rounds;
    }

    /** Returns the figures of a column itself. */
    Spread values(Row row, Column column, ToDoubleFunction<Measured> figure) {
        return Spread.of(
                rounds(row, column).stream().limit(rounds).mapToDouble(figure).toArray());
    }

    /** Returns the figures of a column divided by those of the baseline in the same round. */
    Spread ratios(Row row, Column column, ToDoubleFunction<Measured> figure) {
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = figure.applyAsDouble(rounds(row, column).get(i))
                    / figure.applyAsDouble(rounds(row, row.baseline()).get(i));
        }
        return Spread.of(ratios);
    }

    private List<Measured> rounds(Row row, Column column) {
        return measured.getOrDefault(new Cell(row, column), List.of());
    }

    static @Nullable Column find(Row row, String label) {
        return row.columns().stream()
                .filter(column -> column.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
