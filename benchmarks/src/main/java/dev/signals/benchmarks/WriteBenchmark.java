package dev.signals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
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

/** What writing costs. Read each value of {@code listeners} against {@code OFF} of the same run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteBenchmark {

    private static final int BOOKS = 100;

    /** Who listens. */
    @Param({"OFF", "NOBODY", "OTHER_ENTITY", "ONE", "TEN"})
    public Listeners listeners = Listeners.OFF;

    private SessionFactory factory;

    /** Opens the session factory. */
    @Setup
    public void open() {
        factory = Library.open(listeners);
    }

    /** A hundred entities persisted, changed and removed, in three transactions. */
    @Benchmark
    public void persistUpdateRemove() {
        List<Book> books = new ArrayList<>();
        factory.inTransaction(session -> {
            for (int i = 0; i < BOOKS; i++) {
                Book book = new Book();
                session.persist(book);
                books.add(book);
            }
        });
        factory.inTransaction(session -> {
            for (Book book : books) {
                session.find(Book.class, book.id).pages++;
            }
        });
        factory.inTransaction(session -> {
            for (Book book : books) {
                session.remove(session.find(Book.class, book.id));
            }
        });
    }

    /** Closes it. */
    @TearDown
    public void close() {
        factory.close();
    }
}
