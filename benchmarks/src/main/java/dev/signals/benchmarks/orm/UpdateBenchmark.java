package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import java.util.List;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A commit that writes changes. */
public class UpdateBenchmark extends Work {

    private static final int ENTITIES = 500;

    private Session session;
    private List<Item> items = List.of();

    @Override
    void prepare() {
        fixture.fill(ENTITIES);
    }

    /** Loads the entities. */
    @Setup(Level.Invocation)
    public void load() {
        session = fixture.begin();
        items = fixture.load(session);
    }

    /** Changes each, and commits. */
    @Benchmark
    public void update(Cost cost) {
        cost.start();
        items.forEach(Item::change);
        session.getTransaction().commit();
        cost.stop(ENTITIES);
    }

    /** Closes the session. */
    @TearDown(Level.Invocation)
    public void closeSession() {
        session.close();
    }
}
