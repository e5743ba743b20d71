package dev.signals.hibernate.internal.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The lines of one transaction: of a long one, those of its beginning and of its end. */
final class TransactionLines {

    private static final int MOST_FIRST = 200;
    private static final int MOST_LAST = 800;

    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private int leftOut;

    void add(int depth, String text) {
        String line = "  ".repeat(depth) + text;
        if (first.size() < MOST_FIRST) {
            first.add(line);
            return;
        }
        last.addLast(line);
        if (last.size() > MOST_LAST) {
            last.removeFirst();
            leftOut++;
        }
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    void clear() {
        first.clear();
        last.clear();
        leftOut = 0;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(first);
        if (leftOut > 0) {
            lines.add("... " + leftOut + " lines are left out ...");
        }
        lines.addAll(last);
        return String.join("\n", lines);
    }
}
