package dev.signals.quarkus.plain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What receivers have been called with. */
final class Log {

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    private Log() {}

    static void add(String line) {
        LINES.add(line);
    }

    static List<String> lines(String first) {
        return LINES.stream().filter(line -> line.startsWith(first + " ")).toList();
    }

    static void clear() {
        LINES.clear();
    }
}
