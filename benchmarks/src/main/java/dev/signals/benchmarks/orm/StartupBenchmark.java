package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the library adds to the building of a session factory with 300 entities. Compare the variants of
 * one run only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 8)
@Measurement(iterations = 8)
public class StartupBenchmark {

    /** Whether there is the library, and receivers. */
    public enum Receivers {
        /** The library is switched off. */
        PLAIN,
        /** Nobody listens. */
        IDLE,
        /** A lambda for each entity. */
        LAMBDAS,
        /** A class with a receiver method for each entity. */
        METHODS
    }

    /** Who listens. */
    @Param
    public Receivers variant = Receivers.PLAIN;

    private final ManyEntities many = ManyEntities.make(300);

    /** Builds a session factory, connects receivers, and closes it. */
    @Benchmark
    public boolean build(Cost cost) {
        cost.start();
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
                .setProperty("hibernate.integration.envers.enabled", "false")
                .setProperty(SignalSettings.ENABLED, String.valueOf(variant != Receivers.PLAIN));
        many.entities().forEach(configuration::addAnnotatedClass);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            connect(factory);
            return factory.isOpen();
        } finally {
            cost.stop(1);
        }
    }

    private void connect(SessionFactory factory) {
        if (variant == Receivers.LAMBDAS) {
            FactorySignals signals = ModelSignals.of(factory);
            many.entities().forEach(entity -> signals.postSave().connect(entity, event -> {}));
        } else if (variant == Receivers.METHODS) {
            FactorySignals signals = ModelSignals.of(factory);
            many.receivers()
                    .forEach(type -> signals.register(type, () -> {
                        throw new IllegalStateException("nothing is sent");
                    }));
        }
    }
}
