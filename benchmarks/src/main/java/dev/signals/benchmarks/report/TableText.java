package dev.signals.benchmarks.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one table in Markdown, once for each thing that was measured. */
final class TableText {

    private final Table table;
    private final Results results;

    TableText(Table table, Results results) {
        this.table = table;
        this.results = results;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(table.title()).append("\n\n");
        text.append("CPU time; the first figure of a row is that of one ")
                .append(table.unit())
                .append(":\n\n");
        append(text, this::cpu);
        text.append("Allocated bytes for one ").append(table.unit()).append(":\n\n");
        append(text, this::bytes);
        if (hasKeptBytes()) {
            text.append("Bytes kept until the commit for one ")
                    .append(table.unit())
                    .append(", more than without listeners:\n\n");
            append(text, this::kept);
        }
        text.append("<details><summary>Time by the clock</summary>\n\n");
        append(text, this::elapsed);
        text.append("</details>\n\n");
        return text.toString();
    }

    private void append(StringBuilder text, BiFunction<Row, Column, String> cell) {
        List<String> columns = table.columns();
        line(text, "", columns);
        text.append("|---").append("|---:".repeat(columns.size())).append("|\n");
        for (Row row : table.rows()) {
            line(
                    text,
                    row.label(),
                    columns.stream()
                            .map(label -> cell(row, Results.find(row, label), cell))
                            .toList());
        }
        text.append('\n');
    }

    private static String cell(Row row, @Nullable Column column, BiFunction<Row, Column, String> cell) {
        return column == null ? "" : cell.apply(row, column);
    }

    private static void line(StringBuilder text, String first, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| " + first + " | ", " |\n")));
    }

    private String cpu(Row row, Column column) {
        return column.equals(row.baseline())
                ? Figures.time(results.values(row, column, Measured::cpuNanos).median())
                : Figures.ratio(results.ratios(row, column, Measured::cpuNanos));
    }

    private String elapsed(Row row, Column column) {
        return column.equals(row.baseline())
                ? Figures.time(
                        results.values(row, column, Measured::elapsedNanos).median())
                : Figures.ratio(results.ratios(row, column, Measured::elapsedNanos));
    }

    private String bytes(Row row, Column column) {
        return Figures.bytes(results.values(row, column, Measured::bytes).median());
    }

    private String kept(Row row, Column column) {
        double own = results.values(row, column, Measured::keptBytes).median();
        double plain = results.values(row, row.baseline(), Measured::keptBytes).median();
        return Figures.bytes(own - plain);
    }

    private boolean hasKeptBytes() {
        return table.rows().stream()
                .anyMatch(row ->
                        results.values(row, row.baseline(), Measured::keptBytes).highest() > 0);
    }
}
