package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import dev.signals.benchmarks.cost.KeptBytes;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One transaction that persists many entities in chunks, and what is kept in memory until its commit. */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class LongTransactionBenchmark extends Work {

    private static final int CHUNK = 500;

    /** How many entities the transaction saves. */
    @Param({"1000", "10000", "100000"})
    public int saves;

    /** Persists, flushes and clears, chunk by chunk, and commits. */
    @Benchmark
    public void saveInChunks(Cost cost, KeptBytes kept) {
        kept.start();
        try (Session session = fixture.begin()) {
            for (int saved = 0; saved < saves; saved += CHUNK) {
                List<Item> items = entity.make(CHUNK);
                cost.start();
                items.forEach(session::persist);
                session.flush();
                session.clear();
                cost.stop(0);
            }
            kept.stop();
            cost.start();
            session.getTransaction().commit();
            cost.stop(saves);
        }
    }

    /** Removes the rows. */
    @TearDown(Level.Iteration)
    public void empty() throws SQLException {
        fixture.empty();
    }
}
