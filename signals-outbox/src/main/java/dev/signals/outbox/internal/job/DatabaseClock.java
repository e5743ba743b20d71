package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.Clock;
import dev.signals.outbox.internal.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the database. The clocks of nodes differ, and a call that one of them writes as due must be due for all. The
 * database is asked now and then, and nanoseconds are counted between: the clock of a node may be put back or forward.
 */
final class DatabaseClock implements Clock {

    private static final long MEASURED_FOR = Duration.ofMinutes(1).toNanos();

    private final String query;
    private final @Nullable DataSource connections;
    private volatile @Nullable Measured measured;

    /**
     * @param time the time of the database
     * @param at the value of {@code System.nanoTime()} when it was measured
     */
    private record Measured(Instant time, long at) {

        long age() {
            return System.nanoTime() - at;
        }

        Instant now() {
            return time.plusNanos(age());
        }
    }

    /**
     * @param query returns the time of the database
     * @param connections for a measurement; null if each caller brings a connection
     */
    DatabaseClock(String query, @Nullable DataSource connections) {
        this.query = query;
        this.connections = connections;
    }

    @Override
    public Instant now() {
        Measured last = measured;
        if (!isFresh(last) && connections != null) {
            try (Connection connection = connections.getConnection()) {
                last = measure(connection);
            } catch (SQLException e) {
                System.getLogger(DatabaseClock.class.getName())
                        .log(System.Logger.Level.DEBUG, "the database does not tell the time", e);
            }
        }
        return last == null ? Instant.now() : last.now();
    }

    /** Returns the time, measured with this connection if need be. */
    Instant now(Connection connection) throws SQLException {
        Measured last = measured;
        Measured fresh = last != null && isFresh(last) ? last : measure(connection);
        return fresh.now();
    }

    private static boolean isFresh(@Nullable Measured last) {
        return last != null && last.age() < MEASURED_FOR;
    }

    private Measured measure(Connection connection) throws SQLException {
        List<Instant> time = Sql.query(connection, row -> Sql.time(row, 1), query);
        if (!connection.getAutoCommit() && connections != null) {
            connection.commit();
        }
        Measured now = new Measured(time.get(0), System.nanoTime());
        measured = now;
        return now;
    }
}
