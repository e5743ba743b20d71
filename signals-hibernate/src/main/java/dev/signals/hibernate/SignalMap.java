package dev.signals.hibernate;

import dev.signals.Condition;
import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.SenderPart;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.CollectionPart;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import dev.signals.hibernate.internal.connect.MethodReceiver;
import dev.signals.hibernate.internal.connect.ModelPart;
import dev.signals.hibernate.internal.map.FlowChart;
import dev.signals.hibernate.internal.map.JsonObject;
import dev.signals.hibernate.internal.map.TextTable;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A map of the receivers that are connected to the signals of one session factory at one moment, including receivers of
 * the process: who is called for which entity, in which order, when, and where it is in the source. It is a table for
 * people ({@link #toString}), a diagram ({@link #toMermaid}), and JSON for tools ({@link #toJson}). {@code
 * SignalMapAssert} of module {@code signals-test} compares it with a committed file.
 *
 * <p>It does not change when receivers are connected or disconnected later. May be used from any thread.
 */
public final class SignalMap {

    private static final String AT_ONCE = "at once";
    private static final List<String> HEADINGS = List.of("signal", "sender", "receiver", "when", "options");

    private final List<Row> rows;

    private SignalMap(List<Connection> connections) {
        rows = connections.stream().map(Row::new).toList();
    }

    /**
     * Returns the map of a session factory, as {@link FactorySignals#describe} does.
     *
     * @throws IllegalStateException if the library is switched off for this factory, or was not found when it was built
     */
    public static SignalMap of(EntityManagerFactory factory) {
        return ModelSignals.of(factory).describe();
    }

    /**
     * Returns a map of connections.
     *
     * @param connections the connections in the order of the rows; within a signal, the order of the calls
     */
    public static SignalMap of(List<Connection> connections) {
        return new SignalMap(Objects.requireNonNull(connections, "connections"));
    }

    /** Returns the receivers in calling order within a signal; unmodifiable. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Returns the receivers that events about entities of a class can reach, in calling order within a signal. Receivers for
     * any entity are included, as are those for a superclass or an interface that receive events of subtypes. Receivers for an
     * entity name are included only if the name is the name of the class.
     */
    public List<Row> rows(Class<?> entity) {
        Objects.requireNonNull(entity, "entity");
        return rows.stream().filter(row -> row.concerns(entity)).toList();
    }

    /**
     * Returns the map as JSON, in the form that the guide describes on the page <i>Looking at signals</i>. The same
     * connections give the same text. {@code signals-processor} writes this form too, as {@code
     * META-INF/signals/receivers.json}.
     */
    public String toJson() {
        return rows.stream()
                .map(row -> "\n    " + row.json())
                .collect(Collectors.joining(
                        ",", "{\n  \"form\": 1,\n  \"receivers\": [", rows.isEmpty() ? "]\n}\n" : "\n  ]\n}\n"));
    }

    /** Returns a table in plain text, one line for each connection, in calling order within a signal. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows.forEach(row -> lines.add(row.cells()));
        return TextTable.of(lines);
    }

    /** Returns a Mermaid flow chart from senders to receivers. */
    public String toMermaid() {
        FlowChart chart = new FlowChart();
        rows.forEach(row -> chart.add(
                row.sender(), row.signal() + (row.when().equals(AT_ONCE) ? "" : ", " + row.when()), row.receiver()));
        return chart.toString();
    }

    /**
     * One receiver of one signal.
     *
     * <p>Values are immutable and safe to share between threads. They hold the class of the sender, so do not keep them longer
     * than the application.
     */
    public static final class Row {

        private final String signal;
        private final Optional<Class<?>> senderClass;
        private final ModelPart<?> part;
        private final boolean any;
        private final boolean subtypes;
        private final String receiver;
        private final String receiverClass;
        private final Optional<String> method;
        private final OptionalInt line;
        private final Optional<String> uid;
        private final int order;
        private final List<String> after;
        private final String when;
        private final Optional<String> executor;
        private final List<String> conditions;
        private final List<String> flags;
        private final ErrorPolicy onError;

        Row(Connection connection) {
            signal = connection.signal();
            senderClass = connection.sender();
            part = ModelPart.of(connection);
            any = connection.isForAnySender() && part.entityName().isEmpty();
            subtypes = connection.includesSubtypes();
            receiver = connection.receiverName();
            Optional<StackTraceElement> place = connection.connectedAt();
            SignalReceiver<?> called = connection.receiver().orElse(null);
            if (called instanceof MethodReceiver of) {
                receiverClass = of.method().getDeclaringClass().getName();
                method = Optional.of(of.method().getName());
            } else {
                receiverClass = place.map(StackTraceElement::getClassName)
                        .orElseGet(() -> called == null ? receiver : containing(called));
                method = place.map(StackTraceElement::getMethodName);
            }
            line = place.map(StackTraceElement::getLineNumber)
                    .filter(number -> number > 0)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
            uid = connection.uid();
            order = connection.order();
            after = connection.after();
            executor = connection
                    .delivery()
                    .filter(ExecutorDelivery.class::isInstance)
                    .map(delivery -> ((ExecutorDelivery) delivery).description());
            when = executor.isPresent()
                    ? "afterCommit(executor)"
                    : connection
                            .delivery()
                            .map(delivery -> text(delivery, "delivery"))
                            .orElse(AT_ONCE);
            conditions = connection.conditions().stream().map(Row::text).toList();
            flags = flags(connection);
            onError = connection.errorPolicy();
        }

        /** Returns the class of a receiver; for a lambda, the class that contains it. */
        private static String containing(SignalReceiver<?> receiver) {
            String name = receiver.getClass().getName();
            int lambda = name.indexOf("$$Lambda");
            return lambda < 0 ? name : name.substring(0, lambda);
        }

        private static String text(Condition<?> condition) {
            return text(condition, "condition");
        }

        /** Returns the text of an option; its class if it has none of its own, since a lambda or an address says nothing. */
        private static String text(Object option, String lambda) {
            if (option.getClass().isHidden()) {
                return lambda;
            }
            String text = option.toString();
            String address = "@" + Integer.toHexString(System.identityHashCode(option));
            return text.equals(option.getClass().getName() + address) ? shortName(option.getClass()) : text;
        }

        /** Returns the options that ask for more events, or for more in them. */
        private static List<String> flags(Connection connection) {
            List<String> flags = new ArrayList<>();
            if (connection.isWeak()) {
                flags.add("weak");
            }
            SenderPart<?> part = connection.part().orElse(null);
            if (part instanceof CollectionPart collection && collection.loadsKeys()) {
                flags.add(ModelSignals.loadingKeys().toString());
            }
            if (part instanceof ChangedPart changed) {
                Arrays.stream(Including.values())
                        .filter(changed::includes)
                        .map(Including::toString)
                        .forEach(flags::add);
            }
            return List.copyOf(flags);
        }

        /** Returns the name of the signal, for instance {@code post_save}. */
        public String signal() {
            return signal;
        }

        /**
         * Returns the sender for people: the short name of the entity with the attribute, followed by {@code and subtypes}
         * if they are included; {@code any} for every entity.
         */
        public String sender() {
            String name =
                    part.entityName().or(() -> senderClass.map(Row::shortName)).orElse("any");
            return name + attribute().map(attribute -> "." + attribute).orElse("") + (subtypes ? " and subtypes" : "");
        }

        /**
         * Returns the name of the class that the receiver is connected for, or the entity name if it is connected by name; empty
         * for any entity.
         */
        public Optional<String> entity() {
            return part.entityName().or(() -> senderClass.map(Class::getName));
        }

        /** Returns the class that the receiver is connected for; empty for any entity, and for a name that no class has. */
        public Optional<Class<?>> senderClass() {
            return senderClass;
        }

        /** Returns the collection attribute that the receiver is connected for; empty for all. */
        public Optional<String> attribute() {
            return part instanceof CollectionPart collection ? collection.attribute() : Optional.empty();
        }

        /** Returns whether events of subtypes are received too. */
        public boolean includesSubtypes() {
            return subtypes;
        }

        /**
         * Returns the name of the receiver, as messages and timelines have it: {@code com.acme.ArticleReceivers.saved}, or
         * {@code lambda in com.acme.Blog}.
         */
        public String receiver() {
            return receiver;
        }

        /** Returns the name of the class that the receiver is in: its own class, or the class around a lambda. */
        public String receiverClass() {
            return receiverClass;
        }

        /**
         * Returns the method: the receiver method, or the method in which a lambda was connected; empty for an object that is a
         * receiver, and for a lambda that code of another class has connected.
         */
        public Optional<String> method() {
            return method;
        }

        /** Returns the line at which a lambda was connected, in the file of its class; empty for other receivers. */
        public OptionalInt line() {
            return line;
        }

        /** Returns the uid; empty if none was given. */
        public Optional<String> uid() {
            return uid;
        }

        /** Returns the order; 0 if none was given. */
        public int order() {
            return order;
        }

        /** Returns the uids of the receivers that are called before; unmodifiable. */
        public List<String> after() {
            return after;
        }

        /**
         * Returns when the receiver is called: {@code at once}, or the option for it, such as {@code afterCommit()}, {@code
         * afterCommit(executor)} or {@code durable("mail")}.
         */
        public String when() {
            return when;
        }

        /** Returns the kind of the executor that calls the receiver in another thread, and its options; empty if none does. */
        public Optional<String> executor() {
            return executor;
        }

        /**
         * Returns the conditions, such as {@code createdOnly()} and {@code onChange(title)}; unmodifiable. A condition in
         * code is {@code filter} or {@code condition}.
         */
        public List<String> conditions() {
            return conditions;
        }

        /** Returns what is done with exceptions of the receiver. */
        public ErrorPolicy onError() {
            return onError;
        }

        /** Returns the options without arguments, such as {@code weak} and {@code loadingKeys()}; unmodifiable. */
        public List<String> flags() {
            return flags;
        }

        /** Returns the options for people: uid, order, conditions and so on, with commas between them; may be empty. */
        public String options() {
            return Stream.of(
                            uid.map(text -> "uid \"" + text + "\"").orElse(""),
                            order == 0 ? "" : "order " + order,
                            after.isEmpty()
                                    ? ""
                                    : "after "
                                            + after.stream()
                                                    .map(text -> "\"" + text + "\"")
                                                    .collect(Collectors.joining(" and ")),
                            String.join(", ", conditions),
                            String.join(", ", flags),
                            onError == ErrorPolicy.FAIL ? "" : "onError " + onError)
                    .filter(option -> !option.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        /** Returns a line with signal, sender, receiver and options. */
        @Override
        public String toString() {
            return String.join("  ", cells()).stripTrailing();
        }

        private List<String> cells() {
            String numbered = receiver + (line.isPresent() ? ":" + line.getAsInt() : "");
            String time = executor.map(text -> "afterCommit(" + text + ")").orElse(when);
            return List.of(signal, sender(), numbered, time, options());
        }

        /** Returns an object on one line. What was not given is left out. */
        private JsonObject json() {
            JsonObject json = new JsonObject();
            json.add("signal", signal);
            json.add("sender", sender());
            entity().ifPresent(entity -> json.add("entity", entity));
            attribute().ifPresent(attribute -> json.add("attribute", attribute));
            if (subtypes) {
                json.addTrue("subtypes");
            }
            json.add("receiver", receiver);
            json.add("class", receiverClass);
            method.ifPresent(name -> json.add("method", name));
            line.ifPresent(number -> json.add("line", number));
            json.add("when", when);
            executor.ifPresent(text -> json.add("executor", text));
            uid.ifPresent(text -> json.add("uid", text));
            if (order != 0) {
                json.add("order", order);
            }
            json.add("after", after);
            json.add("conditions", conditions);
            json.add("flags", flags);
            if (onError != ErrorPolicy.FAIL) {
                json.add("onError", onError.name());
            }
            return json;
        }

        /** Returns the name of a class without its package. */
        private static String shortName(Class<?> type) {
            return type.getName()
                    .substring(type.getPackageName().length())
                    .replace(".", "")
                    .replace('$', '.');
        }

        private boolean concerns(Class<?> entity) {
            if (part.entityName().isPresent()) {
                return part.entityName().get().equals(entity.getName());
            }
            return any
                    || senderClass
                            .filter(sender -> sender == entity || (subtypes && sender.isAssignableFrom(entity)))
                            .isPresent();
        }
    }
}
