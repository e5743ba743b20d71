package dev.signals.processor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The rules for values of the annotation that have no meaning for the event, or cannot be combined. */
final class OptionRules {

    private static final Set<String> AFTER_NO_COMMIT = Set.of("AFTER_ROLLBACK", "AFTER_COMPLETION");

    private final ReceiverMethod method;
    private final Problems problems;

    private OptionRules(ReceiverMethod method, Problems problems) {
        this.method = method;
        this.problems = problems;
    }

    static void check(ReceiverMethod method, List<Connection> connections, TypeNames names, Problems problems) {
        OptionRules rules = new OptionRules(method, problems);
        rules.checkPhases(connections);
        rules.checkAsync();
        rules.checkDurable(connections, names);
        rules.checkIncluding(connections, "includingCollections");
        rules.checkIncluding(connections, "includingCreatedAndDeleted");
        rules.checkAttribute(connections);
        rules.checkSubtypes(connections.get(0), names);
        rules.checkAfter(connections.get(0));
        ConditionRules.check(method, connections, problems);
    }

    /** Returns the names of the phases. */
    static List<String> phases(ReceiverMethod method) {
        return method.receiver().values("phase").stream()
                .filter(value -> value.getValue() instanceof VariableElement)
                .map(value ->
                        ((VariableElement) value.getValue()).getSimpleName().toString())
                .toList();
    }

    private @Nullable AnnotationValue place(String member) {
        return method.receiver().value(member);
    }

    private void checkPhases(List<Connection> connections) {
        List<String> phases = phases(method);
        if (phases.size() > 1) {
            problems.add("it names " + phases.size() + " phases, but can have only one", place("phase"));
        } else if (connections.stream().anyMatch(connection -> connection.signal() == EventSignal.CHANGED)) {
            phases.stream()
                    .filter(AFTER_NO_COMMIT::contains)
                    .forEach(phase -> problems.addMessage(
                            "cannot connect to changed in phase " + phase
                                    + ": a transaction that is rolled back has changed nothing; use beforeCommit() or"
                                    + " afterCommit(), or connect to post_save and post_delete",
                            place("phase")));
        }
    }

    private void checkAsync() {
        List<String> phases = phases(method);
        if (method.receiver().isTrue("async") && phases.size() == 1 && !phases.contains("AFTER_COMMIT")) {
            problems.add(
                    "async = true means after the commit, but the method names phase " + phases.get(0), place("async"));
        }
    }

    private void checkDurable(List<Connection> connections, TypeNames names) {
        String name = method.receiver().text("durable");
        boolean ordered = method.receiver().isTrue("orderedPerEntity");
        if (name.isEmpty()) {
            if (ordered) {
                problems.add("orderedPerEntity has no meaning without durable", place("orderedPerEntity"));
            }
        } else if (method.receiver().isTrue("async")) {
            problems.add("async and durable exclude each other; drop one of them", place("async"));
        } else if (!phases(method).isEmpty()) {
            problems.add("durable means after the commit, in another transaction; drop the phase", place("phase"));
        } else {
            connections.stream()
                    .filter(connection -> !connection.signal().canBeKept())
                    .findFirst()
                    .ifPresent(connection -> problems.addMessage(
                            "cannot connect " + connection.description(names) + ": durable(\"" + name + "\")"
                                    + (ordered ? ".orderedPerEntity()" : "")
                                    + " is for CHANGED, POST_SAVE, POST_DELETE and M2M_CHANGED, whose events the commit"
                                    + " makes final; " + connection.signal()
                                    + " comes before that, or has nothing that could be kept",
                            place("durable")));
        }
    }

    private void checkIncluding(List<Connection> connections, String member) {
        if (method.receiver().isTrue(member)) {
            connections.stream()
                    .map(Connection::signal)
                    .filter(signal -> signal != EventSignal.CHANGED)
                    .findFirst()
                    .ifPresent(signal -> problems.add(member + " has no meaning for " + signal.event(), place(member)));
        }
    }

    private void checkAttribute(List<Connection> connections) {
        String attribute = method.receiver().text("attribute");
        if (!attribute.isEmpty()
                && connections.stream()
                        .anyMatch(connection -> connection.sender() == null
                                || !connection.signal().isAboutCollections())) {
            problems.add(
                    "attribute \"" + attribute
                            + "\" is only possible for M2mChanged and CollectionChanged of one entity class",
                    place("attribute"));
        }
    }

    private void checkSubtypes(Connection connection, TypeNames names) {
        if (connection.sender() != null || !method.receiver().isTrue("includingSubtypes")) {
            return;
        }
        if (!method.receiver().text("entity").isEmpty()) {
            problems.addMessage(
                    "cannot connect " + connection.description(names)
                            + ": a name stands for one entity, without its subtypes; drop includingSubtypes(), or connect"
                            + " for the class",
                    place("includingSubtypes"));
        } else {
            problems.addRefused(
                    connection,
                    "includingSubtypes() has no meaning without a sender; give the sender or drop the option",
                    place("includingSubtypes"));
        }
    }

    private void checkAfter(Connection connection) {
        List<String> uids = method.receiver().texts("after");
        if (uids.isEmpty()) {
            return;
        }
        String option = uids.stream().map(uid -> "\"" + uid + "\"").collect(Collectors.joining(", ", "after(", ")"));
        if (uids.contains("")) {
            problems.add(
                    option + " names no uid; name the uids of the receivers that are called before, or drop the option",
                    place("after"));
        } else if (uids.contains(connection.uid())) {
            problems.addRefused(connection, option + " names its own uid; name the uids of others", place("after"));
        }
    }
}
