package dev.signals.test;

import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalMap.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A map of receivers as a file that people read in a review: a paragraph for each signal of each sender, with its receivers in
 * the order of their calls. Where receivers for other senders are called with events of the same class, they stand at their
 * place among them, with their sender.
 *
 * @param paragraphs the receivers by signal and sender
 */
record MapFile(Map<String, List<MapLine>> paragraphs) {

    private static final String COMMENT = "#";
    private static final String INDENT = "    ";

    private static final String HEADER = """
            # The receivers of this application, by signal and sender, in the order in which they are called.
            # A test compares this file with the application: SignalMapAssert.isAsCommitted of signals-test.
            # Renew it by running that test with -DNAME=true, and review what has changed.
            """.replace("NAME", SignalMapAssert.RENEW);

    /** Returns the file of a map. */
    static MapFile of(SignalMap map) {
        List<String> signals = map.rows().stream().map(Row::signal).distinct().toList();
        Map<String, List<Row>> rows = map.rows().stream()
                .filter(row -> !row.receiverClass().equals(SignalRecorder.class.getName()))
                .sorted(Comparator.comparing((Row row) -> row.entity().orElse(""))
                        .thenComparingInt(row -> signals.indexOf(row.signal()))
                        .thenComparing(row -> row.attribute().orElse(""))
                        .thenComparing(Row::includesSubtypes))
                .collect(Collectors.groupingBy(MapFile::heading, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<MapLine>> paragraphs = new LinkedHashMap<>();
        rows.forEach((heading, own) -> paragraphs.put(heading, lines(map, own)));
        return new MapFile(paragraphs);
    }

    private static String heading(Row row) {
        return row.signal() + " for " + sender(row);
    }

    private static String sender(Row row) {
        return row.entity().orElse("any")
                + row.attribute().map(attribute -> "." + attribute).orElse("")
                + (row.includesSubtypes() ? " and subtypes" : "");
    }

    /** Returns the lines of receivers of one sender, and of those for other senders that are called with them. */
    private static List<MapLine> lines(SignalMap map, List<Row> own) {
        Map<String, Long> names = own.stream().collect(Collectors.groupingBy(MapLine::name, Collectors.counting()));
        Row first = own.get(0);
        return first.senderClass().map(map::rows).orElse(own).stream()
                .filter(row -> own.contains(row) || isCalledToo(row, first))
                .map(row -> own.contains(row)
                        ? MapLine.of(row, names.getOrDefault(MapLine.name(row), 0L) > 1)
                        : MapLine.ofOther(row, sender(row)))
                .toList();
    }

    private static boolean isCalledToo(Row row, Row own) {
        return row.signal().equals(own.signal())
                && !row.receiverClass().equals(SignalRecorder.class.getName())
                && (row.attribute().isEmpty()
                        || own.attribute().isEmpty()
                        || row.attribute().equals(own.attribute()));
    }

    /** Reads a file. */
    static MapFile parse(List<String> text) {
        Map<String, List<MapLine>> paragraphs = new LinkedHashMap<>();
        List<MapLine> current = new ArrayList<>();
        for (String line : text) {
            if (line.isBlank() || line.startsWith(COMMENT)) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                current.add(new MapLine(line.strip(), line.strip()));
            } else {
                current = paragraphs.computeIfAbsent(line.strip(), heading -> new ArrayList<>());
            }
        }
        return new MapFile(paragraphs);
    }

    /** Returns the receivers of a paragraph; none if there is no such paragraph. */
    List<MapLine> lines(String heading) {
        return paragraphs.getOrDefault(heading, List.of());
    }

    /** Returns the text of the file. */
    String text() {
        StringBuilder text = new StringBuilder(HEADER);
        paragraphs.forEach((heading, lines) -> {
            text.append('\n').append(heading).append('\n');
            lines.forEach(line -> text.append(INDENT).append(line.text()).append('\n'));
        });
        return text.toString();
    }
}
