package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.SlowCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements that are executed during one call of a receiver. Used by the thread of the call. */
final class ExecutedStatements {

    private static final int MOST = 100;

    private final Map<String, Integer> times = new LinkedHashMap<>();
    private int count;

    void add(String sql) {
        count++;
        if (times.size() < MOST || times.containsKey(sql)) {
            times.merge(sql, 1, Integer::sum);
        }
    }

    int count() {
        return count;
    }

    /** Returns the statements without values. Those that differ in values alone are one. */
    List<SlowCall.Statement> withoutValues(SqlText text) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        times.forEach((sql, number) -> shown.merge(text.withoutValues(sql), number, Integer::sum));
        return shown.entrySet().stream()
                .map(entry -> new SlowCall.Statement(entry.getKey(), entry.getValue()))
                .toList();
    }
}
