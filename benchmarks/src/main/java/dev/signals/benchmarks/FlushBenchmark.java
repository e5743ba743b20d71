package dev.signals.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
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

/**
 * What looking for changes costs in a session with many entities. Read each value of {@code listeners} against {@code OFF} of
 * the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlushBenchmark {

    /** Who listens. */
    @Param({"OFF", "NOBODY", "OTHER_ENTITY", "PRE_SAVE", "ONE"})
    public Listeners listeners = Listeners.OFF;

    /** How many entities the session holds. */
    @Param({"10000"})
    public int managed;

    private SessionFactory factory;
    private Session session;
    private List<Book> books = List.of();

    /** Opens a session that holds the entities. */
    @Setup
    public void load() {
        factory = Library.open(listeners);
        Library.fill(factory, managed);
        session = factory.openSession();
        session.beginTransaction();
        books = session.createSelectionQuery("from Book", Book.class).getResultList();
    }

    /** A flush that finds nothing changed. */
    @Benchmark
    public void cleanFlush() {
        session.flush();
    }

    /** A query of another table, before which Hibernate looks for changes in vain. */
    @Benchmark
    public Object queryOfAnotherTable() {
        return session.createSelectionQuery("from Shelf", Shelf.class).getResultList();
    }

    /** A flush that finds a hundredth of the entities changed. */
    @Benchmark
    public void flushOfSomeChanges() {
        for (int i = 0; i < books.size(); i += 100) {
            books.get(i).pages++;
        }
        session.flush();
    }

    /** Rolls back and closes. */
    @TearDown(Level.Trial)
    public void close() {
        session.getTransaction().rollback();
        session.close();
        factory.close();
    }
}
