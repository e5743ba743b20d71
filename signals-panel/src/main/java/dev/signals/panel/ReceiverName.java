package dev.signals.panel;

import dev.signals.Connection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A receiver as the panel names it.
 *
 * @param name without packages
 * @param full with packages
 * @param source file and line, as far as they are known; may be empty
 * @param when at once, or the phase of the transaction
 */
record ReceiverName(String name, String full, String source, String when) {

    private static final String LAMBDA = "lambda in ";

    static ReceiverName of(Connection connection, SourcePlaces places) {
        String full = connection.receiverName();
        return new ReceiverName(
                shortName(full),
                full,
                places.of(connection),
                connection.delivery().map(Object::toString).orElse("at once"));
    }

    /** Returns the receiver without packages. A receiver method keeps its method name, a lambda has the class around it. */
    static String shortName(String full) {
        String name = full.startsWith(LAMBDA) ? full.substring(LAMBDA.length()) : full;
        String unqualified = name.replaceAll("^(?:[a-z_]\\w*\\.)+(?=[A-Z])", "").replaceAll("\\w+\\$(?=\\w)", "");
        return full.startsWith(LAMBDA) ? unqualified + " (lambda)" : unqualified;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("full", full);
        json.put("source", source);
        json.put("when", when);
        return json;
    }
}
