package dev.signals.processor;

import java.util.List;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/** The rules for the conditions of a receiver method, which may have no meaning for the event or exclude each other. */
final class ConditionRules {

    private static final String EXCLUDE = " exclude each other; drop one of them";

    private final ReceiverMethod method;
    private final List<Connection> connections;
    private final Problems problems;

    private ConditionRules(ReceiverMethod method, List<Connection> connections, Problems problems) {
        this.method = method;
        this.connections = connections;
        this.problems = problems;
    }

    static void check(ReceiverMethod method, List<Connection> connections, Problems problems) {
        ConditionRules rules = new ConditionRules(method, connections, problems);
        rules.checkMeaning("createdOnly", rules.isTrue("createdOnly"));
        rules.checkMeaning("updatedOnly", rules.isTrue("updatedOnly"));
        rules.checkMeaning("onChange", !rules.texts("onChange").isEmpty());
        rules.checkValues("from");
        rules.checkValues("to");
        if (rules.texts("onChange").size() == 1) {
            rules.checkSameValue();
        }
        rules.checkExclusions();
    }

    private boolean isTrue(String member) {
        return method.receiver().isTrue(member);
    }

    private List<String> texts(String member) {
        return method.receiver().texts(member);
    }

    private @Nullable AnnotationValue place(String member) {
        return method.receiver().value(member);
    }

    private void checkMeaning(String member, boolean given) {
        if (given) {
            connections.stream()
                    .map(Connection::signal)
                    .filter(signal -> !signal.hasChanges())
                    .findFirst()
                    .ifPresent(signal -> problems.add(member + " has no meaning for " + signal.event(), place(member)));
        }
    }

    private void checkValues(String member) {
        int attributes = texts("onChange").size();
        int values = texts(member).size();
        if (values > 0 && attributes == 0) {
            problems.add(member + " has no meaning without onChange, which names the attribute", place(member));
        } else if (values > 1) {
            problems.add(member + " names " + values + " values, but can have only one", place(member));
        } else if (values > 0 && attributes > 1) {
            problems.add(
                    "from and to are about one attribute, but onChange(" + String.join(", ", texts("onChange"))
                            + ") names " + attributes + "; connect the receiver for each of them",
                    place(member));
        }
    }

    private void checkSameValue() {
        if (!texts("from").isEmpty() && texts("from").equals(texts("to"))) {
            problems.add(onChange() + " is no change; give two values, or only one of them", place("to"));
        }
    }

    private String onChange() {
        return "onChange(" + String.join(", ", texts("onChange")) + ")" + value("from") + value("to");
    }

    private String value(String member) {
        return texts(member).isEmpty() ? "" : "." + member + "(" + texts(member).get(0) + ")";
    }

    private void checkExclusions() {
        Connection first = connections.get(0);
        if (isTrue("createdOnly") && isTrue("updatedOnly")) {
            problems.addRefused(first, "createdOnly() and updatedOnly()" + EXCLUDE, place("updatedOnly"));
        } else if (isTrue("createdOnly")
                && !texts("onChange").isEmpty()
                && !texts("from").isEmpty()) {
            problems.addRefused(first, "createdOnly() and " + onChange() + EXCLUDE, place("from"));
        }
        if (isTrue("includingCreatedAndDeleted")) {
            if (isTrue("updatedOnly")) {
                checkCreatedAndDeleted("updatedOnly()");
            } else if (!texts("onChange").isEmpty()) {
                checkCreatedAndDeleted(onChange());
            }
        }
    }

    private void checkCreatedAndDeleted(String condition) {
        connections.stream()
                .filter(connection -> connection.signal() == EventSignal.CHANGED)
                .findFirst()
                .ifPresent(connection -> problems.add(
                        connection,
                        condition + " and includingCreatedAndDeleted()" + EXCLUDE,
                        place("includingCreatedAndDeleted")));
    }
}
