package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.List;

/** How a timeline names events and receivers: short, as it is read beside the source. */
final class Names {

    private Names() {}

    static String event(Connection connection, Object told) {
        if (told instanceof List<?> batch) {
            return connection.signal() + " of " + batch.size() + " in one call";
        }
        return told instanceof TransactionEvent event ? event.summary() : connection.signal();
    }

    /** The receiver without packages; the method of a receiver method stays. */
    static String receiver(Connection connection) {
        String name = connection.receiverName();
        String prefix = "lambda in ";
        return name.startsWith(prefix) ? prefix + unqualified(name.substring(prefix.length())) : withoutPackages(name);
    }

    private static String unqualified(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceAll(".*\\$", "");
    }

    /** Packages are those parts that begin with a small letter and have another part behind them that does not. */
    private static String withoutPackages(String name) {
        return name.replaceAll("^([a-z_][\\w]*\\.)+(?=[A-Z])", "").replaceAll("\\w+\\$", "");
    }
}
