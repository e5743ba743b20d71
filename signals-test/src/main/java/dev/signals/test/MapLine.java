package dev.signals.test;

import dev.signals.hibernate.SignalMap.Row;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a {@link MapFile}: a receiver with its options.
 *
 * @param text the text in the file
 * @param shown the text in messages, which may have a line number more
 */
record MapLine(String text, String shown) {

    private static final Pattern LINE_NUMBER = Pattern.compile("^((?:lambda|anonymous class) in [^:,]+):\\d+");
    private static final Pattern UID = Pattern.compile(", uid (\"[^\"]*\")");
    private static final String OTHER = " (for ";

    /**
     * Returns the line of a receiver.
     *
     * @param numbered whether it has the line number of a lambda in the file too
     */
    static MapLine of(Row row, boolean numbered) {
        String options = Stream.of(row.when().equals("at once") ? "" : row.when(), row.options())
                .filter(text -> !text.isEmpty())
                .map(text -> ", " + text)
                .collect(Collectors.joining())
                .replaceAll("\\s*\\R\\s*", " ");
        String name = name(row);
        String number = row.line().isPresent() ? ":" + row.line().getAsInt() : "";
        return new MapLine(name + (numbered ? number : "") + options, name + number + options);
    }

    /** Returns the line of a receiver among those of another sender. */
    static MapLine ofOther(Row row, String sender) {
        String text = name(row) + OTHER + sender + ")";
        return new MapLine(text, text);
    }

    /**
     * Returns the name of a receiver. A lambda is named by class and method: numbers of lambdas and of anonymous classes, and
     * lines, change with code that has nothing to do with it.
     */
    static String name(Row row) {
        String method = row.method().map(name -> "." + name).orElse("");
        if (row.receiver().startsWith("lambda in ")) {
            return "lambda in " + row.receiverClass() + method;
        }
        return row.receiver().startsWith(row.receiverClass() + "$") && !method.isEmpty()
                ? "anonymous class in " + row.receiverClass() + method
                : row.receiver();
    }

    /** Returns whether it is a receiver for another sender, which is here to show the order. */
    boolean isOther() {
        return text.endsWith(")") && text.contains(OTHER);
    }

    /** Returns what is compared: the line number of a lambda is left out. */
    String compared() {
        return LINE_NUMBER.matcher(text).replaceFirst("$1");
    }

    /** Returns the name of the receiver, without its line number and options. */
    String receiver() {
        String all = compared();
        int options = all.indexOf(isOther() ? OTHER : ", ");
        return options < 0 ? all : all.substring(0, options);
    }

    /** Returns whether this is probably the same receiver as {@code other}, which is in another place. */
    boolean isMoved(MapLine other) {
        String uid = uid();
        if (!uid.isEmpty() || !other.uid().isEmpty()) {
            return uid.equals(other.uid());
        }
        return options().equals(other.options()) && (method().equals(other.method()) || place().equals(other.place()));
    }

    private String uid() {
        var found = UID.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private String options() {
        return compared().substring(receiver().length());
    }

    private String method() {
        return receiver().substring(receiver().lastIndexOf('.') + 1);
    }

    private String place() {
        return receiver().substring(0, Math.max(receiver().lastIndexOf('.'), 0));
    }
}
