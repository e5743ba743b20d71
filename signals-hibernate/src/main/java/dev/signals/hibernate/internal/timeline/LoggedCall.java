package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.SlowCall;
import dev.signals.hibernate.event.TransactionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A slow call, as it is logged.
 *
 * @param connection the connection as text
 * @param limit the setting
 */
record LoggedCall(
        Instant begun,
        Duration duration,
        String signal,
        String sender,
        String receiver,
        String event,
        String thread,
        List<SlowCall.Statement> statements,
        int statementCount,
        String connection,
        Duration limit)
        implements SlowCall {

    static LoggedCall of(
            Connection connection,
            Object event,
            Thread thread,
            Duration duration,
            Duration limit,
            ExecutedStatements statements) {
        return new LoggedCall(
                Instant.now().minus(duration),
                duration,
                connection.signal(),
                connection.senderName(),
                connection.receiverName(),
                words(connection, event),
                thread.getName(),
                statements.withoutValues(),
                statements.count(),
                connection.toString(),
                limit);
    }

    private static String words(Connection connection, Object event) {
        if (event instanceof List<?> batch) {
            return connection.signal() + " of " + batch.size() + " in one call";
        }
        return event instanceof TransactionEvent known ? known.summary() : connection.signal();
    }

    @Override
    public String toString() {
        return "slow call: " + connection + " took " + duration.toMillis() + " ms on " + event
                + ", and signals.slow is "
                + limit.toMillis() + " ms; it executed " + statementCount
                + (statementCount == 1 ? " statement" : " statements") + listed();
    }

    private String listed() {
        return statements.stream()
                .map(each -> "\n  " + each.times() + " x " + each.sql())
                .collect(Collectors.joining("", statements.isEmpty() ? "" : ":", ""));
    }
}
