package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import org.openjdk.jmh.annotations.Benchmark;

/** A transaction that loads entities. */
public class LoadBenchmark extends Work {

    private static final int ENTITIES = 500;

    @Override
    void prepare() {
        fixture.fill(ENTITIES);
    }

    /** Loads them with a query. */
    @Benchmark
    public Object load(Cost cost) {
        cost.start();
        Object loaded = fixture.factory().fromTransaction(fixture::load);
        cost.stop(ENTITIES);
        return loaded;
    }
}
