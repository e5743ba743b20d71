package dev.signals.panel;

import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Events and statements as text, with or without values. Without them, a text has names only: of entities, attributes,
 * tables and columns.
 *
 * @param values whether texts may have values
 * @param doubleQuotes whether double quotes are around values in statements of the database, and not around names
 */
record SafeText(boolean values, boolean doubleQuotes) {

    private static final int LONGEST = 2_000;
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(?:\\*/\\s*|$)|--[^\\n]*");
    private static final String NUMBERS =
            "|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)|(?<![\\w.$])\\d[\\d.]*+(?:[eE][+-]?\\d+)?(?!\\w)";
    private static final Pattern LITERAL = Pattern.compile("(?s)'[^']*+(?:''[^']*+)*+(?:'|$)" + NUMBERS);
    private static final Pattern EITHER_QUOTED =
            Pattern.compile("(?s)'[^']*+(?:''[^']*+)*+(?:'|$)|\"[^\"]*+(?:\"|$)" + NUMBERS);

    /** Whether a backslash escapes a quote depends on the database; from the first quote to the last is sure to be all. */
    private static final Pattern ALL_QUOTED = Pattern.compile("(?s)['\"].*['\"]");

    /** Returns a statement, shortened if it is very long. */
    String statement(String sql) {
        String text = sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
        if (!values) {
            text = text.indexOf('\\') < 0 ? text : ALL_QUOTED.matcher(text).replaceAll("?");
            text = COMMENT.matcher(text).replaceAll("");
            text = (doubleQuotes ? EITHER_QUOTED : LITERAL).matcher(text).replaceAll("?");
        }
        return sql.length() > LONGEST ? text + " ..." : text;
    }

    /**
     * Returns an event without its signal.
     *
     * @param argument an event, or the list of events that a receiver gets in one call
     */
    String event(Object argument) {
        if (argument instanceof List<?> batch) {
            return batch.isEmpty() ? "nothing" : entity(batch.get(0)) + ", " + batch.size() + " events in one call";
        }
        if (!(argument instanceof TransactionEvent event)) {
            return argument.getClass().getSimpleName();
        }
        if (values) {
            String summary = event.summary();
            return summary.substring(summary.indexOf(' ') + 1)
                    + event.reason().map(reason -> ", because " + reason).orElse("");
        }
        return entity(event) + detail(event);
    }

    /** Returns the name of the entity without its package, and of the collection that an event is about. */
    static String entity(Object event) {
        if (!(event instanceof TransactionEvent known)) {
            return event.getClass().getSimpleName();
        }
        return shortName(known.entityName())
                + (event instanceof CollectionEvent<?> collection ? "." + collection.attribute() : "");
    }

    static String shortName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static String detail(TransactionEvent event) {
        if (event instanceof PreSave<?> save) {
            return save.isNew() ? " new" : " " + save.changes().attributes();
        } else if (event instanceof PostSave<?> save) {
            return save.created()
                    ? " created"
                    : " updated"
                            + (save.changes().isKnown() ? " " + save.changes().attributes() : "");
        } else if (event instanceof PreDelete<?> delete) {
            return " " + lower(delete.cause());
        } else if (event instanceof PostDelete<?> delete) {
            return " " + lower(delete.cause());
        } else if (event instanceof Changed<?> changed) {
            return " " + lower(changed.kind());
        } else if (event instanceof M2mChanged<?> changed) {
            return " " + lower(changed.action());
        } else if (event instanceof BulkStatement statement) {
            return " " + statement.rows() + (statement.rows() == 1 ? " row" : " rows");
        }
        return "";
    }

    /** Returns what becomes of the entity, for the title of a transaction; empty if the event does not change it. */
    static String deed(Object argument) {
        Object event = argument instanceof List<?> batch && !batch.isEmpty() ? batch.get(0) : argument;
        if (event instanceof PreSave<?> save) {
            return save.isNew() ? "new" : "changed";
        } else if (event instanceof PostSave<?> save) {
            return save.created() ? "created" : "updated";
        } else if (event instanceof PreDelete<?> || event instanceof PostDelete<?>) {
            return "removed";
        } else if (event instanceof Changed<?> changed) {
            return lower(changed.kind()).replace("deleted", "removed");
        } else if (event instanceof CollectionEvent<?>) {
            return "changed";
        } else if (event instanceof BulkStatement) {
            return "changed by a statement";
        }
        return event instanceof ModelEvent<?> ? "read" : "";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
