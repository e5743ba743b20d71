package dev.signals.spring.boot;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.micrometer.ReceiverObservationConvention;
import dev.signals.hibernate.micrometer.SignalObservations;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** The observations of all persistence units. */
final class ObservedFactories implements AutoCloseable {

    private final List<SignalObservations> observations;

    ObservedFactories(
            List<EntityManagerFactory> factories,
            ObservationRegistry registry,
            ReceiverObservationConvention convention) {
        observations = factories.stream()
                .map(factory -> new SignalObservations(ModelSignals.of(factory), registry, convention))
                .toList();
    }

    @Override
    public void close() {
        observations.forEach(SignalObservations::close);
    }
}
