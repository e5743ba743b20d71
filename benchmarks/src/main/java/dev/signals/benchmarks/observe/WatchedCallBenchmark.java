package dev.signals.benchmarks.observe;

import dev.signals.Signal;
import dev.signals.benchmarks.cost.IterationCost;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.PostSave;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the call of a receiver costs that does nothing: an event that a flush has made is sent again and again. Compare the
 * variants of one run only; without a registry there is to be no difference to calls that nobody watches.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WatchedCallBenchmark {

    /** Who watches. */
    @Param
    public Watching variant = Watching.NOBODY;

    private SessionFactory factory;
    private Signal<PostSave<?>> signal;
    private PostSave<?> event;
    private long calls;

    /** Builds a session factory, and keeps the event of one row. */
    @Setup
    public void open() {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.integration.envers.enabled", "false")
                .addAnnotatedClass(Note.class);
        variant.settings().forEach(configuration::setProperty);
        SessionFactory built = configuration.buildSessionFactory();
        FactorySignals signals = ModelSignals.of(built);
        AtomicReference<PostSave<?>> sent = new AtomicReference<>();
        signals.postSave().connect(Note.class, saved -> {
            sent.set(saved);
            calls++;
        });
        built.inTransaction(session -> session.persist(new Note()));
        variant.begin(signals);
        factory = built;
        signal = signals.postSave().signal();
        event = sent.get();
    }

    /** Sends the event to the one receiver. */
    @Benchmark
    public void call(IterationCost cost, Blackhole blackhole) {
        blackhole.consume(signal.send(Note.class, event));
    }

    /** Ends, and fails if nothing was called. */
    @TearDown(Level.Trial)
    public void close() {
        factory.close();
        if (calls <= 1) {
            throw new IllegalStateException(variant + ": the receiver was not called");
        }
    }
}
