package dev.signals.panel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.JDBCException;
import org.hibernate.PropertyValueException;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * An exception as the panel shows it. It does not keep the exception, which may refer to entities.
 *
 * @param type the class without its package
 * @param message null if there is none, or if values are not shown
 * @param facts what is known of it without values: a constraint, a property
 * @param method the method of the application in which it was thrown; null if there is none in the stack
 * @param source file and line of that method
 * @param frames the methods of the application in the stack, the innermost first
 * @param causes the causes as text
 */
record Fault(
        String type,
        @Nullable String message,
        List<String> facts,
        @Nullable String method,
        @Nullable String source,
        List<String> frames,
        List<String> causes) {

    private static final int MOST_FRAMES = 12;
    private static final int MOST_CAUSES = 5;
    private static final int LONGEST = 1_000;

    /** Code that is not of the application, or at least not what it has written for receivers. */
    private static final Pattern LIBRARY = Pattern.compile(
            "(?:java|javax|jakarta|jdk|sun|com\\.sun|kotlin|scala|groovy)\\..*"
                    + "|org\\.(?:hibernate|springframework|jboss|apache|h2|postgresql|junit|gradle|codehaus|eclipse)\\..*"
                    + "|com\\.(?:zaxxer|mysql|microsoft|fasterxml)\\..*|oracle\\..*|io\\.(?:quarkus|micrometer|netty|vertx)\\..*"
                    + "|dev\\.signals\\.(?:(?:hibernate|outbox|spring)\\..*|panel\\.StatementFailures|[A-Z].*)|.*\\$\\$.*");

    private static final Pattern COLUMNS = Pattern.compile(
            "^Unique index or primary key violation: \"[^'(]* ON [^'(]*\\(([^'()]*)\\)"
                    + "|^NULL not allowed for column \"([\\w$ ]+)\""
                    + "|^ERROR: null value in column \"([\\w$ ]+)\""
                    + "|^ERROR: duplicate key value violates unique constraint \"[^\"]*\"\\s+Detail: Key \\(([^()]*)\\)=");

    private static final Pattern INVALID =
            Pattern.compile("propertyPath=([\\w.\\[\\]$]+), rootBeanClass=class ([\\w.$]+)");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

    static Fault of(Throwable thrown, boolean values) {
        List<StackTraceElement> own = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> !LIBRARY.matcher(frame.getClassName()).matches())
                .limit(MOST_FRAMES)
                .toList();
        StackTraceElement place = own.isEmpty() ? null : own.get(0);
        return new Fault(
                SafeText.shortName(thrown.getClass().getName()),
                values ? shortened(thrown.getMessage()) : null,
                facts(thrown),
                place == null ? null : method(place),
                place == null ? null : source(place),
                own.stream()
                        .map(frame -> method(frame) + " (" + source(frame) + ")")
                        .toList(),
                causes(thrown, values));
    }

    private static List<String> facts(Throwable thrown) {
        List<String> facts = new ArrayList<>();
        if (thrown instanceof ConstraintViolationException violation) {
            facts.add(constraint(violation));
        }
        if (thrown instanceof JDBCException failed && failed.getSQLState() != null) {
            facts.add("SQL state " + failed.getSQLState());
        }
        if (thrown instanceof PropertyValueException property) {
            facts.add("property " + SafeText.shortName(property.getEntityName()) + "." + property.getPropertyName());
        }
        facts.addAll(invalid(thrown));
        if (thrown instanceof StaleObjectStateException stale) {
            facts.add("another transaction has changed or deleted the row of "
                    + SafeText.shortName(String.valueOf(stale.getEntityName())));
        }
        return facts;
    }

    /** Returns what Jakarta Validation has refused, which need not be there; keys and messages may be values. */
    private static List<String> invalid(Throwable thrown) {
        return thrown.getClass().getName().equals("jakarta.validation.ConstraintViolationException")
                ? INVALID.matcher(String.valueOf(thrown.getMessage()))
                        .results()
                        .map(found -> "validation of " + SafeText.shortName(found.group(2)) + "."
                                + found.group(1).replaceAll("\\[[^\\]]*]", "[]"))
                        .distinct()
                        .toList()
                : List.of();
    }

    private static String constraint(ConstraintViolationException violation) {
        String kind = violation.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String name = violation.getConstraintName();
        return (kind.equals("other") ? "" : kind + " ") + "constraint"
                + (name == null ? "" : " " + withoutValues(name))
                + columns(violation.getSQLException());
    }

    /** Returns the columns of a constraint, as far as the message of H2 or PostgreSQL names them; it has values too. */
    private static String columns(SQLException failure) {
        Matcher columns = COLUMNS.matcher(String.valueOf(failure.getMessage()));
        return columns.find()
                ? IntStream.rangeClosed(1, columns.groupCount())
                        .mapToObj(columns::group)
                        .filter(Objects::nonNull)
                        .map(names -> " on " + names.replaceAll(" (?:NULLS (?:FIRST|LAST)|ASC|DESC)", ""))
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** Some databases add table, columns and values to the name of a constraint. */
    private static String withoutValues(String constraint) {
        int end = 0;
        while (end < constraint.length()
                && (Character.isJavaIdentifierPart(constraint.charAt(end))
                        || "\".".indexOf(constraint.charAt(end)) >= 0)) {
            end++;
        }
        return constraint.substring(0, end);
    }

    private static List<String> causes(Throwable thrown, boolean values) {
        List<String> causes = new ArrayList<>();
        Throwable cause = thrown.getCause();
        while (cause != null && causes.size() < MOST_CAUSES) {
            List<String> facts = facts(cause);
            String text = SafeText.shortName(cause.getClass().getName());
            String message = values ? shortened(cause.getMessage()) : null;
            causes.add(text + (message == null ? "" : ": " + message) + (facts.isEmpty() ? "" : " " + facts));
            cause = cause.getCause();
        }
        return causes;
    }

    private static @Nullable String shortened(@Nullable String message) {
        return message == null || message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " ...";
    }

    private static String method(StackTraceElement frame) {
        Matcher lambda = LAMBDA.matcher(frame.getMethodName());
        return SafeText.shortName(frame.getClassName()) + "."
                + (lambda.matches() ? lambda.group(1) : frame.getMethodName());
    }

    private static String source(StackTraceElement frame) {
        return (frame.getFileName() == null ? SafeText.shortName(frame.getClassName()) : frame.getFileName())
                + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("message", message == null ? "" : message);
        json.put("facts", facts);
        json.put("method", method == null ? "" : method);
        json.put("source", source == null ? "" : source);
        json.put("frames", frames);
        json.put("causes", causes);
        return json;
    }
}
