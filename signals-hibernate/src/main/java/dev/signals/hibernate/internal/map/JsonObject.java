package dev.signals.hibernate.internal.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An object of JSON on one line. Module {@code signals-processor} has a writer of its own, because it depends on no other module;
 * a test compares what the two write.
 */
public final class JsonObject {

    private final List<String> members = new ArrayList<>();

    /** Adds a text. */
    public void add(String name, String text) {
        addValue(name, quoted(text));
    }

    /** Adds a number. */
    public void add(String name, int number) {
        addValue(name, String.valueOf(number));
    }

    /** Adds {@code true}. */
    public void addTrue(String name) {
        addValue(name, "true");
    }

    /** Adds texts, if there are any. */
    public void add(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            addValue(name, texts.stream().map(JsonObject::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private void addValue(String name, String value) {
        members.add(quoted(name) + ": " + value);
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(JsonObject::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? String.format(Locale.ROOT, "\\u%04x", character) : String.valueOf((char) character);
    }

    /** Returns the JSON. */
    @Override
    public String toString() {
        return "{" + String.join(", ", members) + "}";
    }
}
