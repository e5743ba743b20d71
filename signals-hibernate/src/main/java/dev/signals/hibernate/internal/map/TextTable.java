package dev.signals.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of a {@link SignalMap}. */
final class SignalMapTable {

    private static final List<String> HEADINGS = List.of("signal", "sender", "receiver", "when", "options");

    private SignalMapTable() {}

    static String of(List<SignalMap.Row> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
    }

    /** Returns the cells of one line. */
    static List<String> cells(SignalMap.Row row) {
        return List.of(row.signal(), row.sender(), receiver(row), when(row), row.options());
    }

    private static String receiver(SignalMap.Row row) {
        return row.receiver() + (row.line().isPresent() ? ":" + row.line().getAsInt() : "");
    }

    private static String when(SignalMap.Row row) {
        return row.executor().map(executor -> "afterCommit(" + executor + ")").orElse(row.when());
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(line.get(column))
                    .append(" ".repeat(widths[column] - line.get(column).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    /** Returns the name of a class without its package. */
    static String shortName(Class<?> type) {
        return type.getName()
                .substring(type.getPackageName().length())
                .replace(".", "")
                .replace('$', '.');
    }
}
