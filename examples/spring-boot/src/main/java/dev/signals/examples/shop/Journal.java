package dev.signals.examples.shop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** What has happened in the shop. */
@Component
class Journal {

    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
