package dev.signals.hibernate.internal.quiet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The search for a name that was probably meant. */
public final class ClosestName {

    private ClosestName() {}

    /** Returns the names, the most similar to {@code typed} first. */
    static List<String> nearestFirst(String typed, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .toList();
    }

    /** Returns the name that takes the fewest edits, at most {@code most}; empty if none is that similar. */
    public static Optional<String> nearest(String typed, Collection<String> names, int most) {
        return names.stream()
                .filter(name -> distance(typed, name) <= most)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /**
     * Returns how many characters must be inserted, deleted or replaced to turn one name into the other (Levenshtein).
     */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            int diagonal = i - 1;
            for (int j = 0; j <= to.length(); j++) {
                int above = row[j];
                if (i == 0) {
                    row[j] = j;
                } else if (j == 0) {
                    row[j] = i;
                } else {
                    int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                }
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
