package dev.signals.spring.boot;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of the outboxes: up if their tables can be read, with what waits in all of them. */
final class OutboxHealth extends AbstractHealthIndicator {

    private final OutboxState.Source outbox;

    OutboxHealth(OutboxState.Source outbox) {
        super("the outbox cannot be read");
        this.outbox = outbox;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Collection<OutboxState> states = outbox.now().values();
        health.up()
                .withDetail(
                        "pending",
                        states.stream()
                                .flatMap(state -> state.pending().stream())
                                .mapToLong(OutboxState.Pending::count)
                                .sum())
                .withDetail("dead", states.stream().mapToInt(OutboxState::dead).sum());
        states.stream()
                .map(OutboxState::oldest)
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> health.withDetail("oldest", oldest));
    }
}
