package dev.signals.benchmarks.observe;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.micrometer.SignalObservations;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;

/** Who watches the calls. */
public enum Watching {

    /** Nobody. */
    NOBODY("not watched"),

    /** Observations without a registry: Micrometer's that does nothing. */
    NO_REGISTRY("no registry"),

    /** Observations with a registry that has no handler yet. */
    NO_HANDLER("no handler"),

    /** Observations with a handler that does nothing. */
    HANDLER("one handler"),

    /** The setting {@code signals.slow}, which no call reaches. */
    SLOW("signals.slow");

    private final String label;

    Watching(String label) {
        this.label = label;
    }

    /** Returns its name in tables. */
    public String label() {
        return label;
    }

    Map<String, String> settings() {
        return this == SLOW ? Map.of(SignalSettings.SLOW, "1h") : Map.of();
    }

    /** Begins to watch; it ends with the session factory. */
    void begin(FactorySignals signals) {
        switch (this) {
            case NOBODY, SLOW -> {}
            case NO_REGISTRY -> observe(signals, ObservationRegistry.NOOP);
            case NO_HANDLER -> observe(signals, ObservationRegistry.create());
            case HANDLER -> {
                ObservationRegistry registry = ObservationRegistry.create();
                registry.observationConfig().observationHandler(new Nothing());
                observe(signals, registry);
            }
        }
    }

    @SuppressWarnings("resource") // ends with the session factory
    private static void observe(FactorySignals signals, ObservationRegistry registry) {
        new SignalObservations(signals, registry);
    }

    private static final class Nothing implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
