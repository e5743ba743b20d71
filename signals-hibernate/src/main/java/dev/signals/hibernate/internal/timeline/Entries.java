package dev.signals.hibernate.internal.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entries of a timeline. Used by several threads. */
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

    /**
     * Returns the lines of the entries that have one. Other entries are indented more than marks; if there are several
     * sessions, the lines show their numbers.
     */
    List<String> lines() {
        List<Entry> all = all();
        boolean several = all.stream()
                        .mapToInt(Entry::session)
                        .filter(session -> session > 0)
                        .distinct()
                        .count()
                > 1;
        boolean marked = all.stream().anyMatch(entry -> entry.kind() == Entry.Kind.MARK);
        return all.stream()
                .filter(entry -> entry.kind() != Entry.Kind.RETURN)
                .map(entry ->
                        entry.kind() == Entry.Kind.MARK ? entry.text() : (marked ? "  " : "") + line(entry, several))
                .collect(Collectors.toUnmodifiableList());
    }

    private static String line(Entry entry, boolean several) {
        String session = several ? "[" + entry.session() + "] " : "";
        String receiver = entry.receiver() == null ? "" : " -> " + entry.receiver();
        return session + "  ".repeat(entry.depth()) + entry.text() + receiver;
    }
}
