package dev.signals.spring.boot;

import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.PendingCalls;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Starts and stops the outbox with the application. */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass(Outbox.class)
@ConditionalOnSingleCandidate(value = EntityManagerFactory.class, search = SearchStrategy.CURRENT)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsOutboxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    Outbox signalsOutbox(EntityManagerFactory factory) {
        return Outbox.of(factory);
    }

    /** What there is of calls of durable receivers. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnJobs.class)
    static class Jobs {

        @Bean
        @ConditionalOnBooleanProperty(name = "signals.outbox.start", matchIfMissing = true)
        OutboxLifecycle signalsOutboxLifecycle(Outbox outbox) {
            return new OutboxLifecycle(outbox);
        }

        @Bean
        OutboxState.Source signalsOutboxState(Outbox outbox) {
            return () -> state(outbox);
        }

        private static OutboxState state(Outbox outbox) {
            List<PendingCalls> pending = outbox.pending();
            Instant oldest = pending.stream()
                    .map(PendingCalls::nextAttempt)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            return new OutboxState(
                    pending.stream().map(Jobs::pending).toList(),
                    oldest,
                    outbox.dead().size());
        }

        private static OutboxState.Pending pending(PendingCalls calls) {
            return new OutboxState.Pending(
                    calls.receiver(), calls.count(), calls.failing(), calls.nextAttempt(), calls.known());
        }
    }
}
