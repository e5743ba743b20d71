package dev.signals.spring.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The endpoint {@code signals} of Actuator: who receives what, and what has gone wrong. */
@Endpoint(id = "signals")
final class SignalsEndpoint {

    private static final String MERMAID = "mermaid";

    private final Map<String, Watched> units = new LinkedHashMap<>();
    private final OutboxState.@Nullable Source outbox;

    private record Watched(FactorySignals signals, RecentFailures failures) {}

    SignalsEndpoint(PersistenceUnits units, OutboxState.@Nullable Source outbox) {
        for (PersistenceUnits.Unit unit : units.all()) {
            FactorySignals signals = unit.signals();
            this.units.put(unit.name(), new Watched(signals, RecentFailures.of(signals)));
        }
        this.outbox = outbox;
    }

    /**
     * Everything.
     *
     * @param units the persistence units by name
     */
    record Signals(Map<String, Unit> units) {}

    /**
     * One persistence unit.
     *
     * @param muted the signals of which some or all calls are silenced at present
     * @param pendingCalls how many calls wait for a thread of the executor of asynchronous receivers, or run in one
     * @param failures the last failures that have reached no caller
     * @param slowCalls the last calls that took as long as {@code signals.slow} says
     * @param outbox what waits in the outbox; null if it has no calls of durable receivers
     */
    record Unit(
            List<Receiver> receivers,
            List<String> muted,
            int pendingCalls,
            List<RecentFailures.Failure> failures,
            List<SlowCallView> slowCalls,
            @Nullable OutboxState outbox) {}

    /** One receiver, in the words of {@link SignalMap.Row}. */
    record Receiver(String signal, String sender, String receiver, String when, String options) {

        static Receiver of(SignalMap.Row row) {
            return new Receiver(row.signal(), row.sender(), row.receiver(), row.when(), row.options());
        }
    }

    /** Returns everything. */
    @ReadOperation
    Signals signals() {
        Map<String, OutboxState> outboxes = outbox == null ? Map.of() : outbox.now();
        Map<String, Unit> described = new LinkedHashMap<>();
        units.forEach((name, unit) -> described.put(name, describe(unit, outboxes.get(name))));
        return new Signals(described);
    }

    /** Returns the receivers as Mermaid flow charts; nothing if another format is asked for. */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    @Nullable
    String chart(@Selector String format) {
        return format.equals(MERMAID)
                ? units.values().stream()
                        .map(unit -> unit.signals().describe().toMermaid())
                        .collect(Collectors.joining("\n"))
                : null;
    }

    private static Unit describe(Watched unit, @Nullable OutboxState outbox) {
        FactorySignals signals = unit.signals();
        return new Unit(
                signals.describe().rows().stream().map(Receiver::of).toList(),
                all(signals)
                        .map(ModelSignal::signal)
                        .filter(dev.signals.Signal::isMuted)
                        .map(dev.signals.Signal::name)
                        .toList(),
                signals.executor().pendingCalls(),
                unit.failures().all(),
                signals.slowCalls().stream().map(SlowCallView::of).toList(),
                outbox);
    }

    private static Stream<ModelSignal<?>> all(FactorySignals signals) {
        return Stream.of(
                signals.preInit(),
                signals.postInit(),
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                signals.changed());
    }
}
