package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A transaction that removes entities. */
public class RemoveBenchmark extends Work {

    private static final int ENTITIES = 500;

    private Session session;
    private List<Item> items = List.of();

    @Override
    void prepare() throws SQLException {
        fixture.fill(ENTITIES);
        fixture.keep();
    }

    /** Brings the rows back, and loads the entities. */
    @Setup(Level.Invocation)
    public void load() throws SQLException {
        fixture.restore();
        session = fixture.begin();
        items = fixture.load(session);
    }

    /** Removes them, and commits. */
    @Benchmark
    public void remove(Cost cost) {
        cost.start();
        items.forEach(session::remove);
        session.getTransaction().commit();
        cost.stop(ENTITIES);
    }

    /** Closes the session. */
    @TearDown(Level.Invocation)
    public void closeSession() {
        session.close();
    }
}
