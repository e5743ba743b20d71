package dev.signals.examples.shop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** The books of the shop; a real shop would have them elsewhere, where they cannot always be reached. */
@Component
class Ledger {

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    void book(String entry) {
        entries.add(entry);
    }

    List<String> entries() {
        return List.copyOf(entries);
    }
}
