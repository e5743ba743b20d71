package dev.signals.it.harmless;

import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.StringJoiner;
import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** How values are written on a tape: without loading anything. */
public final class Show {

    private Show() {}

    public static String value(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (!Hibernate.isInitialized(value)) {
            return value instanceof HibernateProxy proxy
                    ? "unloaded "
                            + simpleName(proxy.getHibernateLazyInitializer().getEntityName()) + " "
                            + proxy.getHibernateLazyInitializer().getInternalIdentifier()
                    : "unloaded "
                            + (value instanceof PersistentCollection<?> c
                                    ? queued(c)
                                    : simpleName(value.getClass().getName()));
        }
        if (value instanceof Made made) {
            return simpleName(Hibernate.getClass(made).getName()) + "#" + made.number();
        }
        if (value instanceof Part part) {
            return part.shown();
        }
        if (value instanceof Date date) {
            return String.valueOf(date.getTime());
        }
        if (value instanceof Calendar calendar) {
            return String.valueOf(calendar.getTimeInMillis());
        }
        return value instanceof Blob || value instanceof Clob ? "large object" : plural(value);
    }

    private static String plural(Object value) {
        StringJoiner joined =
                new StringJoiner(", ", value instanceof PersistentCollection<?> c && c.isDirty() ? "*[" : "[", "]");
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> joined.add(value(key) + "=" + value(element)));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(element -> joined.add(value(element)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                joined.add(value(Array.get(value, i)));
            }
        } else {
            return value.toString();
        }
        return joined.toString();
    }

    private static String queued(PersistentCollection<?> collection) {
        return "collection" + (collection.hasQueuedOperations() ? " with queued operations" : "");
    }

    static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
