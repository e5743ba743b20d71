package dev.signals.processor;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * The result of checking one receiver method, seen from a class that declares or inherits it.
 *
 * @param connections the connections that are made when an instance of the class is registered, as far as they can be
 *     seen
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

    /**
     * Checks the sender, which is the same for all connections. The names of its attributes matter only if it may be an
     * entity.
     */
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
