package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import java.util.List;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Looking for changes in a session with many entities. */
public class FlushBenchmark extends Work {

    private static final int STEP = 100;

    /** How many entities the session holds. */
    @Param("10000")
    public int managed;

    private Session session;
    private List<Item> items = List.of();

    /** Opens a session that holds the entities. */
    @Override
    void prepare() {
        fixture.fill(managed);
        session = fixture.begin();
        items = fixture.load(session);
    }

    /** A flush that finds nothing changed. */
    @Benchmark
    public void cleanFlush(Cost cost) {
        cost.start();
        session.flush();
        cost.stop(managed);
    }

    /** A flush that finds one in a hundred entities changed. */
    @Benchmark
    public void flushOfSomeChanges(Cost cost) {
        cost.start();
        for (int i = 0; i < items.size(); i += STEP) {
            items.get(i).change();
        }
        session.flush();
        cost.stop(managed);
    }

    /** A flush that finds all entities changed. */
    @Benchmark
    public void flushOfAllChanged(Cost cost) {
        cost.start();
        items.forEach(Item::change);
        session.flush();
        cost.stop(managed);
    }

    /** A query of another table, before which Hibernate looks for changes in vain. */
    @Benchmark
    public Object queryOfAnotherTable(Cost cost) {
        cost.start();
        Object result = session.createSelectionQuery("from Shelf", Shelf.class).getResultList();
        cost.stop(managed);
        return result;
    }

    @Override
    void finish() {
        session.getTransaction().rollback();
        session.close();
    }
}
