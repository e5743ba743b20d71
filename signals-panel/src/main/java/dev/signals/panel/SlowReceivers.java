package dev.signals.panel;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SlowCall;
import jakarta.persistence.EntityManagerFactory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last calls of receivers that took as long as {@code signals.slow} says, the newest first. */
final class SlowReceivers {

    private static final long NANOS_PER_MICRO = 1_000;

    private SlowReceivers() {}

    /**
     * @param values whether the identifier of an entity may be shown
     */
    static List<Map<String, Object>> of(EntityManagerFactory factory, boolean values) {
        return ModelSignals.of(factory).slowCalls().stream()
                .sorted(Comparator.comparing(SlowCall::begun).reversed())
                .map(call -> json(call, values))
                .toList();
    }

    private static Map<String, Object> json(SlowCall call, boolean values) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", call.begun().toEpochMilli());
        json.put("took", call.duration().toNanos() / NANOS_PER_MICRO);
        json.put("receiver", ReceiverName.shortName(call.receiver()));
        json.put("event", values ? call.event() : call.signal() + " " + SafeText.shortName(call.sender()));
        json.put("statements", call.statementCount());
        call.statements().stream()
                .max(Comparator.comparingInt(SlowCall.Statement::times))
                .filter(most -> most.times() > 1)
                .ifPresent(most -> {
                    json.put("repeated", most.sql());
                    json.put("times", most.times());
                });
        return json;
    }
}
