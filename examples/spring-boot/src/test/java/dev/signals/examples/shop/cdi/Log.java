package dev.signals.examples.shop.cdi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service, before which CDI puts a proxy. */
class Log {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
