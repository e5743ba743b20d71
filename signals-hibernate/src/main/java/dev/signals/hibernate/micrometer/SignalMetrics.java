package dev.signals.hibernate.micrometer;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Micrometer timer of the receiver calls of one session factory: {@code signals.receiver} with the tags {@code
 * signal}, {@code sender}, {@code receiver} and {@code outcome}, which is {@code success} or {@code failure}. Only this
 * class needs Micrometer on the class path.
 *
 * <pre>{@code
 * @Bean
 * SignalMetrics signalMetrics(EntityManagerFactory factory) {
 *     return new SignalMetrics(ModelSignals.of(factory));
 * }
 * }</pre>
 *
 * <p>The call of an {@linkplain dev.signals.AsyncReceiver asynchronous} receiver ends with its stage. {@link #close}
 * ends the timing; the meters stay.
 */
public final class SignalMetrics implements MeterBinder, AutoCloseable {

    /** The name of the timer. */
    public static final String TIMER = "signals.receiver";

    private final FactorySignals signals;
    private final List<Scope> observed = new ArrayList<>();

    /** Creates metrics of one session factory. Nothing is timed before they are bound to a registry. */
    public SignalMetrics(FactorySignals signals) {
        this.signals = Objects.requireNonNull(signals, "signals");
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        observed.add(signals.observe((connection, event) -> begin(registry, connection)));
    }

    private static AfterCall begin(MeterRegistry registry, Connection connection) {
        Timer.Sample sample = Timer.start(registry);
        return failure -> sample.stop(timer(registry, connection, failure));
    }

    private static Timer timer(MeterRegistry registry, Connection connection, @Nullable Throwable failure) {
        return Timer.builder(TIMER)
                .description("Calls of receivers of signals")
                .tag("signal", connection.signal())
                .tag("sender", connection.senderName())
                .tag("receiver", connection.receiverName())
                .tag("outcome", failure == null ? "success" : "failure")
                .register(registry);
    }

    /** Stops timing calls. The meters stay. */
    @Override
    public synchronized void close() {
        observed.forEach(Scope::close);
        observed.clear();
    }
}
