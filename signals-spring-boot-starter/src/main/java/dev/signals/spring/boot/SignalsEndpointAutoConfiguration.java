package dev.signals.spring.boot;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Adds the endpoint {@code signals} to Actuator. */
@AutoConfiguration(after = {SignalsAutoConfiguration.class, SignalsOutboxAutoConfiguration.class})
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(
        value = {EntityManagerFactory.class, PersistenceUnits.class},
        search = SearchStrategy.CURRENT)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsEndpointAutoConfiguration {

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    SignalsEndpoint signalsEndpoint(PersistenceUnits units, ObjectProvider<OutboxState.Source> outbox) {
        return new SignalsEndpoint(units, outbox.getIfUnique());
    }
}
