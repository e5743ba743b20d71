package dev.signals.hibernate;

import dev.signals.ErrorPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The JSON of a {@link SignalMap}. Module {@code signals-processor} has a writer of its own, because it depends on no other
 * module; a test compares what the two write.
 */
final class SignalMapJson {

    private final List<String> members = new ArrayList<>();

    private SignalMapJson() {}

    static String of(List<SignalMap.Row> rows) {
        return "{\n  \"form\": 1,\n  \"receivers\": ["
                + rows.stream().map(row -> "\n    " + row(row)).collect(Collectors.joining(","))
                + (rows.isEmpty() ? "]" : "\n  ]")
                + "\n}\n";
    }

    /** Returns an object on one line. What was not given is left out. */
    private static String row(SignalMap.Row row) {
        SignalMapJson json = new SignalMapJson();
        json.add("signal", row.signal());
        json.add("sender", row.sender());
        row.entity().ifPresent(entity -> json.add("entity", entity));
        row.attribute().ifPresent(attribute -> json.add("attribute", attribute));
        json.addIf(row.includesSubtypes(), "subtypes", "true");
        json.add("receiver", row.receiver());
        json.add("class", row.receiverClass());
        row.method().ifPresent(method -> json.add("method", method));
        row.line().ifPresent(line -> json.addIf(true, "line", String.valueOf(line)));
        json.add("when", row.when());
        row.executor().ifPresent(executor -> json.add("executor", executor));
        row.uid().ifPresent(uid -> json.add("uid", uid));
        json.addIf(row.order() != 0, "order", String.valueOf(row.order()));
        json.add("after", row.after());
        json.add("conditions", row.conditions());
        json.add("flags", row.flags());
        json.addIf(
                row.onError() != ErrorPolicy.FAIL,
                "onError",
                quoted(row.onError().name()));
        return "{" + String.join(", ", json.members) + "}";
    }

    private void add(String name, String text) {
        addIf(true, name, quoted(text));
    }

    private void add(String name, List<String> texts) {
        addIf(
                !texts.isEmpty(),
                name,
                texts.stream().map(SignalMapJson::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    private void addIf(boolean given, String name, String value) {
        if (given) {
            members.add(quoted(name) + ": " + value);
        }
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(SignalMapJson::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? String.format(Locale.ROOT, "\\u%04x", character) : String.valueOf((char) character);
    }
}
