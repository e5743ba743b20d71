package dev.signals.benchmarks.orm;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
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
 * Work with Hibernate. Compare the variants of one run only.
 *
 * <p>With {@code -Xbatch} code waits for its compilation, which is late in some runs otherwise if the machine has other things to do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Work {

    /** Who listens. */
    @Param({"PLAIN", "RAW_LISTENERS", "JPA_LISTENERS", "ENVERS", "IDLE", "POST", "PRE_AND_POST", "TEN", "ALL"})
    public Variant variant = Variant.PLAIN;

    /** Where the rows are. */
    @Param("H2")
    public Database database = Database.H2;

    /** Which entity is worked with. */
    @Param("ORDINARY")
    public Kind entity = Kind.ORDINARY;

    Fixture fixture;

    /** Builds the session factory. */
    @Setup
    public void open() throws SQLException {
        fixture = Fixture.open(variant, database, entity);
        prepare();
    }

    /** Begins, before anything is measured. */
    void prepare() throws SQLException {}

    /** Ends what was begun. */
    void finish() {}

    /** Closes the session factory. */
    @TearDown(Level.Trial)
    public void close() throws SQLException, IOException {
        finish();
        fixture.close();
    }
}
