package dev.signals.hibernate.internal.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The drawing of a timeline as a Mermaid sequence diagram. */
final class Diagram {

    private static final int LONGEST = 80;

    private final StringBuilder participants = new StringBuilder("sequenceDiagram\n");
    private final StringBuilder steps = new StringBuilder();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<Integer, Deque<String>> callers = new HashMap<>();

    private Diagram() {}

    static String of(List<Entry> entries) {
        Diagram diagram = new Diagram();
        entries.forEach(diagram::draw);
        return diagram.participants.toString() + diagram.steps;
    }

    private void draw(Entry entry) {
        Deque<String> calls = callers.computeIfAbsent(entry.session(), key -> new ArrayDeque<>());
        String session = participant("session " + Math.max(1, entry.session()));
        String current = calls.isEmpty() ? session : calls.peek();
        switch (entry.kind()) {
            case MARK, STEP ->
                step("Note over " + (entry.kind() == Entry.Kind.MARK ? session : current) + ": ", entry.text());
            case STATEMENT -> step(current + "->>" + participant("database") + ": ", entry.text());
            case BACKGROUND ->
                step(session + "-)" + participant(String.valueOf(entry.receiver())) + ": ", entry.text());
            case CALL -> {
                String receiver = participant(String.valueOf(entry.receiver()));
                step(current + "->>+" + receiver + ": ", entry.text());
                calls.push(receiver);
            }
            case RETURN -> {
                if (!calls.isEmpty()) {
                    String receiver = calls.pop();
                    String caller = calls.isEmpty() ? session : calls.peek();
                    step(receiver + "-->>-" + caller + ": ", entry.text());
                }
            }
        }
    }

    private String participant(String label) {
        return names.computeIfAbsent(label, key -> {
            String name = "p" + names.size();
            participants
                    .append("    participant ")
                    .append(name)
                    .append(" as ")
                    .append(safe(label))
                    .append('\n');
            return name;
        });
    }

    private void step(String arrow, String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        steps.append("    ").append(arrow).append(safe(shown)).append('\n');
    }

    /**
     * Escapes a text. Mermaid ends a statement at a semicolon, and writes characters as names between a hash and a
     * semicolon.
     */
    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '#' -> safe.append("#35;");
                case ';' -> safe.append("#59;");
                case '\n' -> safe.append(' ');
                default -> safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
