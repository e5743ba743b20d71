package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.Changed;
import dev.signals.hibernate.M2mChanged;
import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.PreSave;
import java.util.List;
import java.util.Locale;

/** How a timeline names events and receivers: short, as it is read beside the source. */
final class Names {

    private Names() {}

    /** For instance {@code post_save Article#1 created}. */
    static String event(Connection connection, Object told) {
        if (told instanceof List<?> batch) {
            return connection.signal() + " of " + batch.size() + " in one call";
        }
        return told instanceof ModelEvent<?> event
                ? connection.signal() + " " + unqualified(event.entityName()) + id(event) + detail(event)
                : connection.signal();
    }

    private static String id(ModelEvent<?> event) {
        return event.id() == null ? "" : "#" + event.id();
    }

    private static String detail(ModelEvent<?> event) {
        if (event instanceof PreSave<?> save) {
            return save.isNew() ? " new" : " " + save.changes().attributes();
        } else if (event instanceof PostSave<?> save) {
            return save.created() ? " created" : " updated";
        } else if (event instanceof PreDelete<?> delete) {
            return " " + lower(delete.cause());
        } else if (event instanceof M2mChanged<?> change) {
            return " " + change.attribute() + " " + lower(change.action());
        } else if (event instanceof Changed<?> changed) {
            return " " + lower(changed.kind());
        }
        return "";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
