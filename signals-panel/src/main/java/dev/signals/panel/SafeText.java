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
import java.util.regex.Matcher;
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

    /**
     * What may have values, and the names in quotes, which may have what looks like the beginning of a value. All in one
     * expression: what begins first counts, so a comment is none in a literal, and a quote is none in a comment.
     */
    private static final Pattern PART = Pattern.compile("(?s)/\\*.*?(?:\\*/\\s*|$)|--[^\\n]*"
            + "|`[^`]*+(?:`|$)|\"[^\"]*+(?:\"|$)"
            + "|\\b[nN]?[qQ]'(?:\\[.*?(?:]'|$)|\\(.*?(?:\\)'|$)|\\{.*?(?:}'|$)|<.*?(?:>'|$)|([^\\s'])(?:.*?)(?:\\1'|$))"
            + "|'[^']*+(?:''[^']*+)*+(?:'|$)"
            + "|(?<![\\w$])\\$(\\w*)\\$.*?(?:\\$\\2\\$|$)"
            + "|(?<![\\w.$])\\.?\\d[\\w.]*+(?:(?<=[eE])[+-]?\\d+)?");

    /** Whether a backslash escapes a quote depends on the database; from the first quote to the last is sure to be all. */
    private static final Pattern ALL_QUOTED = Pattern.compile("(?s)['\"].*['\"]");

    /** The same where the last quote may have been cut off. */
    private static final Pattern ALL_AFTER_QUOTE = Pattern.compile("(?s)['\"].*");

    /** Returns a statement, shortened if it is very long. */
    String statement(String sql) {
        String text = sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
        if (!values) {
            if (text.indexOf('\\') >= 0) {
                Pattern quoted = sql.length() > LONGEST ? ALL_AFTER_QUOTE : ALL_QUOTED;
                text = quoted.matcher(text).replaceAll("?");
            }
            text = PART.matcher(text).replaceAll(part -> Matcher.quoteReplacement(withoutValue(part.group())));
        }
        return sql.length() > LONGEST ? text + " ..." : text;
    }

    private String withoutValue(String part) {
        if (part.startsWith("/*") || part.startsWith("--")) {
            return "";
        }
        return part.startsWith("`") || (part.startsWith("\"") && !doubleQuotes) ? part : "?";
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
            return shortened(summary.substring(summary.indexOf(' ') + 1))
                    + event.reason()
                            .map(reason -> ", because " + shortened(reason))
                            .orElse("");
        }
        return entity(event) + detail(event);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
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
