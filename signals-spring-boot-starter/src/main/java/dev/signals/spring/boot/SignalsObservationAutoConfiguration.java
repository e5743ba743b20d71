package dev.signals.spring.boot;

import dev.signals.hibernate.micrometer.ReceiverObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Observes the calls of receivers, for metrics and traces. */
@AutoConfiguration(
        after = SignalsAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(
        value = {ObservationRegistry.class, EntityManagerFactory.class, PersistenceUnits.class},
        search = SearchStrategy.CURRENT)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsObservationAutoConfiguration {

    @Bean
    @Lazy(false)
    ObservedFactories signalObservations(
            PersistenceUnits units,
            ObservationRegistry registry,
            ObjectProvider<ReceiverObservationConvention> convention) {
        return new ObservedFactories(
                units.all(), registry, convention.getIfAvailable(() -> new ReceiverObservationConvention() {}));
    }
}
