package dev.signals.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

/** The differences of one paragraph of a committed {@link MapFile} and the one that was found, in words. */
final class MapDifferences {

    private final String heading;
    private final List<MapLine> found;
    private final List<MapLine> removed = new ArrayList<>();
    private final List<MapLine> added = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    private MapDifferences(String heading, List<MapLine> committed, List<MapLine> found) {
        this.heading = heading;
        this.found = found;
        compare(committed, found);
    }

    /** Returns the differences, a line each; none if the files agree. */
    static List<String> between(MapFile committed, MapFile found) {
        Set<String> headings = new LinkedHashSet<>(found.paragraphs().keySet());
        headings.addAll(committed.paragraphs().keySet());
        return headings.stream()
                .flatMap(heading -> new MapDifferences(
                                heading,
                                known(committed.lines(heading), found.lines(heading)),
                                known(found.lines(heading), committed.lines(heading)))
                        .inWords().stream())
                .toList();
    }

    /**
     * Returns the lines without those of other senders that the other file does not have. They are reported for their own
     * sender, and matter here only for the order.
     */
    private static List<MapLine> known(List<MapLine> lines, List<MapLine> others) {
        return lines.stream()
                .filter(line -> !line.isOther()
                        || others.stream().anyMatch(other -> other.compared().equals(line.compared())))
                .toList();
    }

    /** Finds the lines that do not belong to the longest sequence which both have. */
    private void compare(List<MapLine> committed, List<MapLine> found) {
        int[][] common = new int[committed.size() + 1][found.size() + 1];
        for (int i = committed.size() - 1; i >= 0; i--) {
            for (int j = found.size() - 1; j >= 0; j--) {
                common[i][j] = isSame(committed.get(i), found.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < committed.size() || j < found.size()) {
            if (i < committed.size() && j < found.size() && isSame(committed.get(i), found.get(j))) {
                i++;
                j++;
            } else if (j == found.size() || (i < committed.size() && common[i + 1][j] >= common[i][j + 1])) {
                removed.add(committed.get(i++));
            } else {
                added.add(found.get(j++));
            }
        }
    }

    private static boolean isSame(MapLine line, MapLine other) {
        return line.compared().equals(other.compared());
    }

    private List<String> inWords() {
        pair(
                MapDifferences::isSame,
                (was, is) ->
                        add("reordered", (is.isOther() ? is.text() : is.receiver()) + " is now called " + place(is)));
        pair((was, is) -> was.receiver().equals(is.receiver()), (was, is) -> add("changed", wasAndIs(was, is)));
        pair((was, is) -> is.isMoved(was), (was, is) -> add("moved", wasAndIs(was, is)));
        added.forEach(line -> add("added", line.shown()));
        removed.forEach(line -> add("removed", line.shown()));
        return differences;
    }

    /** Reports what was removed and added again, and takes it from both lists. */
    private void pair(BiPredicate<MapLine, MapLine> same, Pair report) {
        for (MapLine was : List.copyOf(removed)) {
            added.stream().filter(is -> same.test(was, is)).findFirst().ifPresent(is -> {
                report.report(was, is);
                removed.remove(was);
                added.remove(is);
            });
        }
    }

    @FunctionalInterface
    private interface Pair {
        void report(MapLine was, MapLine is);
    }

    private String place(MapLine line) {
        int at = found.indexOf(line);
        return at == 0 ? "first" : "after " + found.get(at - 1).receiver();
    }

    private static String wasAndIs(MapLine was, MapLine is) {
        return is.shown() + "; was " + was.shown();
    }

    private void add(String what, String line) {
        differences.add(String.format(Locale.ROOT, "%-9s  %s: %s", what, heading, line));
    }
}
