package dev.signals.spring.boot;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of the outbox: up if its tables can be read, with what waits in them. */
final class OutboxHealth extends AbstractHealthIndicator {

    private final OutboxState.Source outbox;

    OutboxHealth(OutboxState.Source outbox) {
        super("the outbox cannot be read");
        this.outbox = outbox;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        OutboxState state = outbox.now();
        health.up()
                .withDetail(
                        "pending",
                        state.pending().stream()
                                .mapToLong(OutboxState.Pending::count)
                                .sum())
                .withDetail("dead", state.dead());
        if (state.oldest() != null) {
            health.withDetail("oldest", state.oldest());
        }
    }
}
