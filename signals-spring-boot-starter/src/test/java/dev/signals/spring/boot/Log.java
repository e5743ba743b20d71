package dev.signals.spring.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What receivers have done. */
class Log {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
