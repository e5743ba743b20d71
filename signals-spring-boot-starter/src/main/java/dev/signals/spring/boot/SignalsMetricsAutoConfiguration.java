package dev.signals.spring.boot;

import dev.signals.hibernate.micrometer.SignalMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Times the calls of receivers, unless they are observed, which times them too. */
@AutoConfiguration(
        after = SignalsObservationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(
        value = {MeterRegistry.class, EntityManagerFactory.class, PersistenceUnits.class},
        search = SearchStrategy.CURRENT)
@ConditionalOnMissingBean(type = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsMetricsAutoConfiguration {

    @Bean
    @Lazy(false)
    MeterBinder signalMetrics(PersistenceUnits units) {
        return registry -> units.all().forEach(unit -> new SignalMetrics(unit.signals()).bindTo(registry));
    }
}
