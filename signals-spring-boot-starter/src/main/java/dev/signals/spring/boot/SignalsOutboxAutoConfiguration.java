package dev.signals.spring.boot;

import dev.signals.outbox.Outbox;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Starts and stops the outboxes with the application. */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass(Outbox.class)
@ConditionalOnBean(
        value = {EntityManagerFactory.class, PersistenceUnits.class},
        search = SearchStrategy.CURRENT)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsOutboxAutoConfiguration {

    /** The outbox of the persistence unit; null, which counts as no bean, if it sends no signals. */
    @Bean
    @ConditionalOnSingleCandidate(value = EntityManagerFactory.class, search = SearchStrategy.CURRENT)
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    @Nullable
    Outbox signalsOutbox(EntityManagerFactory factory) {
        return PersistenceUnits.sendsSignals(factory) ? Outbox.of(factory) : null;
    }

    /** What there is of calls of durable receivers. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnJobs.class)
    static class Jobs {

        @Bean
        Outboxes signalsOutboxes(PersistenceUnits units, ObjectProvider<EntityManagerFactory> factories) {
            return new Outboxes(units, factories);
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "signals.outbox.start", matchIfMissing = true)
        OutboxLifecycle signalsOutboxLifecycle(Outboxes outboxes) {
            return new OutboxLifecycle(outboxes);
        }
    }
}
