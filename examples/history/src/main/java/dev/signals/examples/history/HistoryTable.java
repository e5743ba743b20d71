package dev.signals.examples.history;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who changed what, when and why, as text: a row for each changed attribute. */
public final class HistoryTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final AttributeChange NOTHING = new AttributeChange("", null, null);
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    private HistoryTable() {
        addRow("when", "who", "what", "", "attribute", "old or removed", "new or added", "why");
    }

    /** Returns the lines of the table, with times in UTC. */
    public static List<String> of(List<EntityVersion> versions) {
        HistoryTable table = new HistoryTable();
        versions.forEach(table::add);
        return table.lines();
    }

    private void add(EntityVersion version) {
        List<AttributeChange> changes = version.changes();
        AttributeChange first = changes.isEmpty() ? NOTHING : changes.get(0);
        addRow(
                TIME.format(version.changedAt().atOffset(ZoneOffset.UTC)),
                version.changedBy().orElse(""),
                version.toString(),
                version.kind().name().toLowerCase(Locale.ROOT),
                first.attribute(),
                first.oldValue(),
                first.newValue(),
                version.reason().orElse(""));
        changes.stream()
                .skip(1)
                .forEach(
                        change -> addRow("", "", "", "", change.attribute(), change.oldValue(), change.newValue(), ""));
    }

    private void addRow(@Nullable String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell == null ? "" : cell);
        }
        rows.add(row);
    }

    private List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
