package dev.signals.spring.boot;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code signals} to Actuator. */
@AutoConfiguration(after = {SignalsAutoConfiguration.class, SignalsOutboxAutoConfiguration.class})
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(EntityManagerFactory.class)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    SignalsEndpoint signalsEndpoint(
            ObjectProvider<EntityManagerFactory> factories, ObjectProvider<OutboxState.Source> outbox) {
        return new SignalsEndpoint(factories.stream().toList(), outbox.getIfUnique());
    }
}
