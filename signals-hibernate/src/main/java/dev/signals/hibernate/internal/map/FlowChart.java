package dev.signals.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Mermaid flow chart of a {@link SignalMap}. */
final class SignalMapChart {

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<String, String> nodes = new LinkedHashMap<>();

    private SignalMapChart() {}

    static String of(List<SignalMap.Row> rows) {
        SignalMapChart chart = new SignalMapChart();
        rows.forEach(chart::add);
        return chart.text.toString();
    }

    private void add(SignalMap.Row row) {
        String sender = node("s", row.sender());
        String receiver = node("r", row.receiver());
        String when = row.when().equals("at once") ? "" : ", " + row.when();
        text.append("    ")
                .append(sender)
                .append(" -->|\"")
                .append(escaped(row.signal() + when))
                .append("\"| ")
                .append(receiver)
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
}
