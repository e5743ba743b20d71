package dev.signals.quarkus.it;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What receivers have been called with. */
@ApplicationScoped
public class Log {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines that begin with a word. */
    List<String> lines(String first) {
        return lines.stream().filter(line -> line.startsWith(first + " ")).toList();
    }

    void clear() {
        lines.clear();
    }
}
