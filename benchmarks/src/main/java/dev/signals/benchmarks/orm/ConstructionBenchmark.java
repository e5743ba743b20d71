package dev.signals.benchmarks.orm;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.construct.WovenNew;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A {@code new} of an entity, as it is and with what {@code signals-weaver} weaves around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConstructionBenchmark {

    /** Who listens. */
    public enum Listener {
        /** Nobody, ever. */
        NOBODY,

        /** A receiver of another class. */
        ANOTHER_CLASS,

        /** A receiver of this class. */
        THIS_CLASS
    }

    /** Who listens. */
    @Param
    public Listener listener = Listener.NOBODY;

    private final Calls calls = new Calls();
    private @Nullable Connection connection;

    /** Connects the receiver. */
    @Setup
    public void connect() {
        connection = switch (listener) {
            case NOBODY -> null;
            case ANOTHER_CLASS -> ModelSignals.POST_INIT.connect(Shelf.class, calls.receiver());
            case THIS_CLASS -> ModelSignals.POST_INIT.connect(Book.class, calls.receiver());
        };
    }

    /** Disconnects it. */
    @TearDown
    public void disconnect() {
        if (connection != null) {
            connection.close();
        }
    }

    /** As it is. */
    @Benchmark
    public Object plain() {
        return new Book();
    }

    /** As it is after weaving. */
    @Benchmark
    public Object woven() {
        if (WovenNew.isHeard(Book.class)) {
            WovenNew.before(Book.class, new Object[0]);
        }
        Book book = new Book();
        WovenNew.after(book);
        return book;
    }
}
