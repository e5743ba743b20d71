package dev.signals.hibernate.internal.map;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in plain text, whose columns are as wide as their widest cell. */
public final class TextTable {

    private TextTable() {}

    /**
     * Returns the text.
     *
     * @param lines the cells of each line, the headings first
     */
    public static String of(List<List<String>> lines) {
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(line.get(column))
                    .append(" ".repeat(widths[column] - line.get(column).length() + 2));
        }
        return text.toString().stripTrailing();
    }
}
