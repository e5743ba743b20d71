package dev.signals.hibernate.internal.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a timeline has written down. Used by several threads. */
final class Entries {

    private final List<Entry> entries = new ArrayList<>();
    private int sessions;

    synchronized int nextSession() {
        return ++sessions;
    }

    synchronized void add(Entry.Kind kind, int session, int depth, String text, @Nullable String receiver) {
        entries.add(new Entry(kind, session, depth, text, receiver));
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** The lines of those that have one; more than one session is told apart by its number. */
    List<String> lines() {
        List<Entry> all = all();
        boolean several = all.stream()
                        .mapToInt(Entry::session)
                        .filter(session -> session > 0)
                        .distinct()
                        .count()
                > 1;
        return all.stream()
                .filter(entry -> entry.kind() != Entry.Kind.RETURN)
                .map(entry -> line(entry, several))
                .collect(Collectors.toUnmodifiableList());
    }

    private static String line(Entry entry, boolean several) {
        String session = !several ? "" : entry.session() == 0 ? "    " : "[" + entry.session() + "] ";
        String receiver = entry.receiver() == null ? "" : " -> " + entry.receiver();
        return session + "  ".repeat(entry.depth()) + entry.text() + receiver;
    }
}
