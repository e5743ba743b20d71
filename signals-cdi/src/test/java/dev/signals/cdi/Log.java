package dev.signals.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What beans have done. */
@ApplicationScoped
class Log {

    private final List<String> lines = new ArrayList<>();

    synchronized void add(Object line) {
        lines.add(line.toString());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines, and forgets them. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
