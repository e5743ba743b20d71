package dev.signals.hibernate;

import dev.signals.Condition;
import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.SenderPart;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.CollectionPart;
import dev.signals.hibernate.internal.connect.EntityNamePart;
import dev.signals.hibernate.internal.connect.ModelPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A description of the receivers that are connected to the signals of one session factory at one moment, including
 * receivers of the process. For people to read.
 */
public final class SignalDescription {

    private static final List<String> HEADINGS = List.of("signal", "sender", "receiver", "when", "options");

    private final List<Row> rows;

    /**
     * One receiver.
     *
     * @param signal the name of the signal
     * @param sender the entity, with {@code and subtypes} if they are included, or {@code any}
     * @param receiver the name of the receiver
     * @param when at once, or the phase of the transaction
     * @param options the other options; may be empty
     */
    public record Row(String signal, String sender, String receiver, String when, String options) {

        private List<String> cells() {
            return List.of(signal, sender, receiver, when, options);
        }
    }

    /**
     * Describes connections.
     *
     * @param connections the connections in the order in which they are shown
     */
    public SignalDescription(List<Connection> connections) {
        rows = connections.stream().map(SignalDescription::row).toList();
    }

    private static Row row(Connection connection) {
        return new Row(
                connection.signal(),
                sender(connection),
                connection.receiverName(),
                when(connection),
                options(connection));
    }

    private static String sender(Connection connection) {
        ModelPart<?> part = connection.part().orElse(null) instanceof ModelPart<?> given ? given : EntityNamePart.ANY;
        String attribute = part instanceof CollectionPart collection
                ? collection.attribute().map(name -> "." + name).orElse("")
                : "";
        String sender = part.entityName()
                .or(() -> connection.sender().map(SignalDescription::shortName))
                .orElse("any");
        return sender + attribute + (connection.includesSubtypes() ? " and subtypes" : "");
    }

    private static String shortName(Class<?> type) {
        return type.getName()
                .substring(type.getPackageName().length())
                .replace(".", "")
                .replace('$', '.');
    }

    private static String when(Connection connection) {
        return connection.delivery().map(Object::toString).orElse("at once");
    }

    private static String options(Connection connection) {
        return Stream.of(
                        connection.uid().map(uid -> "uid \"" + uid + "\"").orElse(""),
                        connection.order() == 0 ? "" : "order " + connection.order(),
                        connection.after().isEmpty() ? "" : "after " + quoted(connection.after()),
                        connection.isWeak() ? "weak" : "",
                        connection.conditions().stream()
                                .map(SignalDescription::condition)
                                .collect(Collectors.joining(", ")),
                        more(connection),
                        connection.errorPolicy() == ErrorPolicy.FAIL ? "" : "onError " + connection.errorPolicy())
                .filter(option -> !option.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String quoted(List<String> uids) {
        return uids.stream().map(uid -> "\"" + uid + "\"").collect(Collectors.joining(" and "));
    }

    private static String condition(Condition<?> condition) {
        return condition.getClass().isHidden() ? "condition" : condition.toString(); // a lambda has no text
    }

    /** Returns the options that ask for more events, or for more in them. */
    private static String more(Connection connection) {
        SenderPart<?> part = connection.part().orElse(null);
        if (part instanceof CollectionPart collection) {
            return collection.loadsKeys() ? ModelSignals.loadingKeys().toString() : "";
        }
        return part instanceof ChangedPart changed
                ? Arrays.stream(Including.values())
                        .filter(changed::includes)
                        .map(Including::toString)
                        .collect(Collectors.joining(", "))
                : "";
    }

    /** Returns the receivers in calling order within a signal. */
    public List<Row> rows() {
        return rows;
    }

    /** Returns a table in plain text, one line for each connection, in calling order within a signal. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(line.get(column))
                    .append(" ".repeat(widths[column] - line.get(column).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    /** Returns a Mermaid flow chart from senders to receivers. */
    public String toMermaid() {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Row row : rows) {
            String sender = node(chart, nodes, "s", row.sender());
            String receiver = node(chart, nodes, "r", row.receiver());
            String when = row.when().equals("at once") ? "" : ", " + row.when();
            chart.append("    ")
                    .append(sender)
                    .append(" -->|\"")
                    .append(escaped(row.signal() + when))
                    .append("\"| ")
                    .append(receiver)
                    .append('\n');
        }
        return chart.toString();
    }

    private static String node(StringBuilder chart, Map<String, String> nodes, String prefix, String label) {
        return nodes.computeIfAbsent(prefix + label, key -> {
            String name = prefix + nodes.size();
            chart.append("    ")
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
