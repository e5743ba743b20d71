package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.SlowCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements that are executed during one call of a receiver. Used by the thread of the call. */
final class ExecutedStatements {

    private static final int MOST = 100;

    private final SqlText text;
    private final Map<String, Integer> times = new LinkedHashMap<>();
    private boolean masked;
    private int count;

    ExecutedStatements(SqlText text) {
        this.text = text;
    }

    void add(String sql) {
        count++;
        if (!masked && times.size() == MOST && !times.containsKey(sql)) {
            maskAll(); // A loop with values in its statements makes many that are one.
        }
        String key = masked ? text.withoutValues(sql) : sql;
        if (times.size() < MOST || times.containsKey(key)) {
            times.merge(key, 1, Integer::sum);
        }
    }

    private void maskAll() {
        Map<String, Integer> shown = masked();
        times.clear();
        times.putAll(shown);
        masked = true;
    }

    int count() {
        return count;
    }

    /** Returns the statements without values. Those that differ in values alone are one. */
    List<SlowCall.Statement> withoutValues() {
        return masked().entrySet().stream()
                .map(entry -> new SlowCall.Statement(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, Integer> masked() {
        Map<String, Integer> shown = new LinkedHashMap<>();
        times.forEach((sql, number) -> shown.merge(text.withoutValues(sql), number, Integer::sum));
        return shown;
    }
}
