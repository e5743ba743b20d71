package dev.signals.hibernate.internal.map;

import java.util.LinkedHashMap;
import java.util.Map;

/** A Mermaid flow chart from senders to receivers. */
public final class FlowChart {

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<String, String> nodes = new LinkedHashMap<>();

    /** Adds an arrow, and the nodes that are not there yet. */
    public void add(String sender, String label, String receiver) {
        String from = node("s", sender);
        String to = node("r", receiver);
        text.append("    ")
                .append(from)
                .append(" -->|\"")
                .append(escaped(label))
                .append("\"| ")
                .append(to)
                .append('\n');
    }

    private String node(String prefix, String label) {
        return nodes.computeIfAbsent(prefix + label, key -> {
            String name = prefix + nodes.size();
            text.append("    ")
                    .append(name)
                    .append("[\"")
                    .append(escaped(label))
                    .append("\"]\n");
            return name;
        });
    }

    private static String escaped(String label) {
        return label.replace("\"", "#quot;");
    }

    /** Returns the chart. */
    @Override
    public String toString() {
        return text.toString();
    }
}
