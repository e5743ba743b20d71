package dev.signals.hibernate.micrometer;

import dev.signals.AfterCall;
import dev.signals.AsyncReceiver;
import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observations of the receiver calls of one session factory, with Micrometer's Observation API: a timer and a span for each
 * call. Only this package needs Micrometer on the class path.
 *
 * <pre>{@code
 * SignalObservations observations = new SignalObservations(ModelSignals.of(factory), registry);
 * }</pre>
 *
 * <p>A call is a child of what is observed in its thread, and what the receiver does is a child of the call. That of an
 * {@linkplain AsyncReceiver asynchronous} receiver ends with its stage, and has no children. Receivers in other threads need
 * their executor to carry the context over. With {@link ObservationRegistry#NOOP} nothing is observed, and calls cost nothing
 * extra. {@link #close} ends the observation.
 */
public final class SignalObservations implements AutoCloseable {

    private final ObservationRegistry registry;
    private final ReceiverObservationConvention convention;
    private final Scope observed;

    /** Observes calls from now on. */
    public SignalObservations(FactorySignals signals, ObservationRegistry registry) {
        this(signals, registry, new ReceiverObservationConvention() {});
    }

    /** Observes calls from now on, with names of your own. */
    public SignalObservations(
            FactorySignals signals, ObservationRegistry registry, ReceiverObservationConvention convention) {
        Objects.requireNonNull(signals, "signals");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = Objects.requireNonNull(convention, "convention");
        this.observed = registry == ObservationRegistry.NOOP ? () -> {} : signals.observe(this::begin);
    }

    private AfterCall begin(Connection connection, Object event) {
        Observation observation = Observation.createNotStarted(
                        convention, () -> new ReceiverObservationContext(connection, event), registry)
                .start();
        // The end of an asynchronous receiver comes in another thread, where a scope of this one cannot be closed.
        Observation.@Nullable Scope scope =
                connection.receiver().orElse(null) instanceof AsyncReceiver ? null : observation.openScope();
        return failure -> {
            if (scope != null) {
                scope.close();
            }
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        };
    }

    /** Stops observing calls. */
    @Override
    public void close() {
        observed.close();
    }
}
