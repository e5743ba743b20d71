package dev.signals.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/**
 * A receiver of {@link ReceiverMap}: one connection in JSON, in the form that {@code SignalMap.toJson()} has at run time.
 *
 * @param owner the class that is registered, which may inherit the method
 * @param json the object, on one line
 */
record MapRow(EventSignal signal, int order, String owner, String json) {

    /** Signals as {@code describe()} lists them, then by order, then by class; the methods of a class stay in their order. */
    static final Comparator<MapRow> ORDER =
            Comparator.comparing(MapRow::signal).thenComparingInt(MapRow::order).thenComparing(MapRow::owner);

    /** @param line the line of the method; 0 if it is not known */
    static MapRow of(Connection connection, TypeElement owner, TypeNames names, long line) {
        return new MapRow(
                connection.signal(), connection.order(), names.of(owner), new Members(connection, names).with(line));
    }

    /** The members of the object, in their order. What is not given is left out. */
    private static final class Members {

        private final List<String> members = new ArrayList<>();
        private final Connection connection;
        private final GivenAnnotation receiver;
        private final TypeNames names;

        Members(Connection connection, TypeNames names) {
            this.connection = connection;
            this.receiver = connection.method().receiver();
            this.names = names;
        }

        String with(long line) {
            String entity = entity();
            String attribute = receiver.text("attribute");
            boolean subtypes =
                    connection.sender() != null && connection.sender().subtypes();
            String declaring = names.of(connection.method().declaring());
            String method = connection.method().method().getSimpleName().toString();
            add("signal", connection.signal().toString());
            add("sender", sender() + (attribute.isEmpty() ? "" : "." + attribute) + (subtypes ? " and subtypes" : ""));
            addIf(!entity.isEmpty(), "entity", quoted(entity));
            addIf(!attribute.isEmpty(), "attribute", quoted(attribute));
            addIf(subtypes, "subtypes", "true");
            add("receiver", declaring + "." + method);
            add("class", declaring);
            add("method", method);
            addIf(line > 0, "line", String.valueOf(line));
            add("when", when());
            addIf(!connection.uid().isEmpty(), "uid", quoted(connection.uid()));
            addIf(connection.order() != 0, "order", String.valueOf(connection.order()));
            add("after", connection.after());
            add("conditions", conditions());
            add("flags", flags());
            String onError = receiver.constant("onError");
            addIf(!onError.isEmpty() && !onError.equals("FAIL"), "onError", quoted(onError));
            return "{" + String.join(", ", members) + "}";
        }

        private String entity() {
            String named = receiver.text("entity");
            return named.isEmpty() && connection.sender() != null
                    ? names.ofClass(connection.sender().type())
                    : named;
        }

        private String sender() {
            String named = receiver.text("entity");
            if (!named.isEmpty()) {
                return named;
            }
            return connection.sender() == null
                    ? "any"
                    : names.withoutPackage(connection.sender().type());
        }

        private String when() {
            String durable = receiver.text("durable");
            if (!durable.isEmpty()) {
                return "durable(\"" + durable + "\")"
                        + (receiver.isTrue("orderedPerEntity") ? ".orderedPerEntity()" : "");
            }
            if (receiver.isTrue("async")) {
                return "afterCommit(executor)";
            }
            return OptionRules.phases(connection.method()).stream()
                    .findFirst()
                    .map(Members::option)
                    .orElse(connection.signal() == EventSignal.CHANGED ? "afterCommit()" : "at once");
        }

        /** Returns the option of a phase, as {@code afterCommit()} for {@code AFTER_COMMIT}. */
        private static String option(String phase) {
            int second = phase.indexOf('_') + 1;
            return phase.substring(0, second - 1).toLowerCase(Locale.ROOT)
                    + phase.charAt(second)
                    + phase.substring(second + 1).toLowerCase(Locale.ROOT)
                    + "()";
        }

        private List<String> conditions() {
            List<String> conditions = new ArrayList<>(flags("createdOnly", "updatedOnly"));
            List<String> attributes = receiver.texts("onChange");
            if (!attributes.isEmpty()) {
                conditions.add("onChange(" + String.join(", ", attributes) + ")" + value("from") + value("to"));
            }
            return conditions;
        }

        private String value(String member) {
            return receiver.texts(member).stream()
                    .map(text -> "." + member + "(" + text + ")")
                    .collect(Collectors.joining());
        }

        private List<String> flags() {
            return flags("includingCollections", "includingCreatedAndDeleted");
        }

        private List<String> flags(String... members) {
            List<String> flags = new ArrayList<>();
            for (String member : members) {
                if (receiver.isTrue(member)) {
                    flags.add(member + "()");
                }
            }
            return flags;
        }

        private void add(String name, String text) {
            addIf(true, name, quoted(text));
        }

        private void add(String name, List<String> texts) {
            addIf(
                    !texts.isEmpty(),
                    name,
                    texts.stream().map(Members::quoted).collect(Collectors.joining(", ", "[", "]")));
        }

        private void addIf(boolean given, String name, String value) {
            if (given) {
                members.add(quoted(name) + ": " + value);
            }
        }

        private static String quoted(String text) {
            return text.chars().mapToObj(Members::escaped).collect(Collectors.joining("", "\"", "\""));
        }

        private static String escaped(int character) {
            if (character == '"' || character == '\\') {
                return "\\" + (char) character;
            }
            return character < ' '
                    ? String.format(Locale.ROOT, "\\u%04x", character)
                    : String.valueOf((char) character);
        }
    }
}
