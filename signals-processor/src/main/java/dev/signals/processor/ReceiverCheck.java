package dev.signals.processor;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * What is found out about one receiver method, seen from a class that declares or inherits it.
 *
 * @param connections those that registering an instance of the class makes, as far as can be seen
 */
record ReceiverCheck(List<Connection> connections, List<Problem> problems) {

    static ReceiverCheck of(ReceiverMethod method, TypeElement type, Model model) {
        Problems problems = new Problems(method, model.names());
        List<Connection> connections = Signature.connections(method, type, model, problems);
        if (!connections.isEmpty()) {
            OptionRules.check(method, connections, model.names(), problems);
            checkSender(connections, model, problems);
        }
        return new ReceiverCheck(connections, problems.found());
    }

    /** The sender is the same for all of them; the names of its attributes matter only if it may be one. */
    private static void checkSender(List<Connection> connections, Model model, Problems problems) {
        Sender sender = connections.get(0).sender();
        String fault = sender == null ? null : SenderRules.fault(sender);
        if (fault != null) {
            problems.add(connections.get(0), fault, null);
        } else {
            connections.forEach(connection -> AttributeRules.check(connection, model, problems));
        }
    }
}
