package dev.signals.spring.boot;

import dev.signals.hibernate.micrometer.ReceiverObservationConvention;
import dev.signals.hibernate.micrometer.SignalObservations;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;

/** The observations of all persistence units. */
final class ObservedFactories implements AutoCloseable {

    private final List<SignalObservations> observations;

    ObservedFactories(
            List<PersistenceUnits.Unit> units, ObservationRegistry registry, ReceiverObservationConvention convention) {
        observations = units.stream()
                .map(unit -> new SignalObservations(unit.signals(), registry, convention))
                .toList();
    }

    @Override
    public void close() {
        observations.forEach(SignalObservations::close);
    }
}
