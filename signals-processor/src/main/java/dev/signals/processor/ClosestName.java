package dev.signals.processor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The search for a name that was probably meant. */
final class ClosestName {

    private ClosestName() {}

    /** Returns the name that takes the fewest edits, or has the word as its last part; empty if none is similar. */
    static Optional<String> to(String word, List<String> names) {
        return names.stream()
                .filter(name -> distance(word, name) <= word.length() / 2)
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    private static int distance(String word, String name) {
        return name.endsWith("." + word) ? 0 : edits(word, name);
    }

    /** Returns how many letters must be inserted, removed or replaced. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(row[column - 1], row[column]) + 1);
            }
        }
        return row[to.length()];
    }
}
