package dev.signals.spring.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.Durable;
import dev.signals.outbox.call.PendingCalls;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The outboxes of the persistence units that have calls of durable receivers. Of several units, those that have neither the
 * first choice of the application nor a durable receiver are left out: they need not have the tables.
 */
final class Outboxes implements OutboxState.Source {

    private final PersistenceUnits units;
    private final ObjectProvider<EntityManagerFactory> factories;

    Outboxes(PersistenceUnits units, ObjectProvider<EntityManagerFactory> factories) {
        this.units = units;
        this.factories = factories;
    }

    /** Returns the outboxes by the names of the persistence units. */
    Map<String, Outbox> inUse() {
        EntityManagerFactory chosen = factories.getIfUnique();
        Map<String, Outbox> outboxes = new LinkedHashMap<>();
        for (PersistenceUnits.Unit unit : units.all()) {
            if (unit.factory() == chosen || hasDurableReceivers(unit.signals())) {
                Outbox outbox = Outbox.of(unit.factory());
                if (outbox.hasJobs()) {
                    outboxes.put(unit.name(), outbox);
                }
            }
        }
        return outboxes;
    }

    private static boolean hasDurableReceivers(FactorySignals signals) {
        return Stream.of(signals.changed(), signals.postSave(), signals.postDelete(), signals.m2mChanged())
                .flatMap(signal -> signal.signal().connections().stream())
                .anyMatch(connection -> connection.delivery().orElse(null) instanceof Durable);
    }

    @Override
    public Map<String, OutboxState> now() {
        Map<String, OutboxState> states = new LinkedHashMap<>();
        inUse().forEach((unit, outbox) -> states.put(unit, state(outbox)));
        return states;
    }

    private static OutboxState state(Outbox outbox) {
        List<PendingCalls> pending = outbox.pending();
        Instant oldest = pending.stream()
                .map(PendingCalls::oldest)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new OutboxState(
                pending.stream().map(Outboxes::pending).toList(),
                oldest,
                outbox.dead().size());
    }

    private static OutboxState.Pending pending(PendingCalls calls) {
        return new OutboxState.Pending(
                calls.receiver(), calls.count(), calls.failing(), calls.nextAttempt(), calls.oldest(), calls.known());
    }
}
