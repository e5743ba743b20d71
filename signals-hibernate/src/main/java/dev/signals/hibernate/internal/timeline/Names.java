package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import java.util.List;

/** The names of events and receivers in a timeline: short, because they are read beside the source. */
final class Names {

    private Names() {}

    static String event(Connection connection, Object argument) {
        if (argument instanceof List<?> batch) {
            return connection.signal() + " of " + batch.size() + " in one call";
        }
        return argument instanceof TransactionEvent event ? event.summary() + context(argument) : connection.signal();
    }

    private static String context(Object event) {
        return event instanceof SessionBoundEvent known ? known.circumstances().text() : "";
    }

    /** Returns the receiver without packages. A receiver method keeps its method name. */
    static String receiver(Connection connection) {
        String name = connection.receiverName();
        String prefix = "lambda in ";
        return name.startsWith(prefix) ? prefix + unqualified(name.substring(prefix.length())) : withoutPackages(name);
    }

    private static String unqualified(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceAll(".*\\$", "");
    }

    /** Removes packages: the leading parts that begin with a small letter and are followed by a part that does not. */
    private static String withoutPackages(String name) {
        return name.replaceAll("^([a-z_][\\w]*\\.)+(?=[A-Z])", "").replaceAll("\\w+\\$", "");
    }
}
