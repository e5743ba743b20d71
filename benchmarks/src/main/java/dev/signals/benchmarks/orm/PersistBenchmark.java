package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A transaction that persists entities. */
public class PersistBenchmark extends Work {

    private static final int ENTITIES = 500;

    private List<Item> items = List.of();

    /** Makes the entities. */
    @Setup(Level.Invocation)
    public void make() {
        items = entity.make(ENTITIES);
    }

    /** Persists them. */
    @Benchmark
    public void persist(Cost cost) {
        cost.start();
        fixture.factory().inTransaction(session -> items.forEach(session::persist));
        cost.stop(ENTITIES);
    }

    /** Removes the rows. */
    @TearDown(Level.Iteration)
    public void empty() throws SQLException {
        fixture.empty();
    }
}
