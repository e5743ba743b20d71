package dev.signals.spring.boot;

import dev.signals.hibernate.micrometer.ReceiverObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Observes the calls of receivers, for metrics and traces. */
@AutoConfiguration(
        after = SignalsAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ObservationRegistry.class, EntityManagerFactory.class})
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsObservationAutoConfiguration {

    @Bean
    ObservedFactories signalObservations(
            ObjectProvider<EntityManagerFactory> factories,
            ObservationRegistry registry,
            ObjectProvider<ReceiverObservationConvention> convention) {
        return new ObservedFactories(
                factories.stream().toList(),
                registry,
                convention.getIfAvailable(() -> new ReceiverObservationConvention() {}));
    }
}
