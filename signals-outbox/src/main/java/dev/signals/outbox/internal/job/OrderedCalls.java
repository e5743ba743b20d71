package dev.signals.outbox.internal.job;

import dev.signals.outbox.internal.settings.Settings;
import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one lane, for instance of one entity, in the order in which their rows were written.
 *
 * <p>That is the order of the commits: a transaction writes the row while it holds the lock of the entity's row, so the next
 * transaction that changes the entity gets a higher number. Each row has a job, and a job ends when its row is gone. Whichever
 * job comes first works off the lane. It locks the first row of the lane while it makes the call, so no two processes work at one
 * lane, and the lock ends with the connection if a process dies.
 */
final class OrderedCalls {

    /** The beginning of the identifier of a job that works off a lane. */
    static final String PREFIX = "ordered-";

    /** How long a job waits for another one that works at its lane, or has just ended to. */
    private static final Duration WHILE_LOCKED = Duration.ofMillis(500);

    /** How many calls a job makes before others have their turn. */
    private static final int MOST_AT_ONCE = 100;

    private final Tables tables;
    private final Calls calls;
    private final DeadCalls dead;
    private final Settings settings;
    private final DatabaseClock clock;
    private final @Nullable Object tenant;
    private final BooleanSupplier stopping;

    OrderedCalls(FactoryOutbox outbox, DatabaseClock clock, @Nullable Object tenant, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.tables = outbox.tables();
        this.calls = outbox.calls();
        this.dead = outbox.dead();
        this.settings = outbox.settings();
        this.clock = clock;
        this.tenant = tenant;
    }

    private record Event(long number, String key, byte[] data, int attempts, Instant due) {

        static Event read(ResultSet row) throws SQLException {
            return new Event(row.getLong(1), row.getString(2), row.getBytes(3), row.getInt(4), Sql.time(row, 5));
        }
    }

    /**
     * Works off a lane.
     *
     * @param connection in a transaction, which is committed after each call
     * @param key the key of the row whose job this is
     * @return how long the job waits before it goes on; null if its row is gone
     */
    @Nullable
    Duration workOff(Connection connection, String receiver, String lane, String key) throws SQLException {
        Duration wait = Duration.ZERO;
        for (int i = 0; i < MOST_AT_ONCE && wait.isZero() && !stopping.getAsBoolean(); i++) {
            Event first = lockFirst(connection, receiver, lane);
            wait = first == null ? WHILE_LOCKED : next(connection, receiver, lane, first);
            connection.commit();
        }
        return isThere(connection, key) ? wait : null;
    }

    /** Makes a call; returns how long the lane waits before the next one. */
    private Duration next(Connection connection, String receiver, String lane, Event first) throws SQLException {
        Instant now = clock.now();
        if (first.due().isAfter(now)) {
            return Duration.between(now, first.due());
        }
        Attempt attempt = attempt(receiver, first);
        try {
            calls.run(attempt);
        } catch (CallFailure e) {
            if (stopping.getAsBoolean()) {
                throw e;
            }
            return failed(connection, lane, first, attempt, e.failure());
        }
        delete(connection, first);
        return Duration.ZERO;
    }

    private boolean isThere(Connection connection, String key) throws SQLException {
        return !Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "select event_number from " + tables.ordered() + " where call_key = ?",
                        key)
                .isEmpty();
    }

    /** Locks and returns the first row of the lane; null if another connection has locked it. */
    private @Nullable Event lockFirst(Connection connection, String receiver, String lane) throws SQLException {
        List<Event> locked = Sql.query(
                connection,
                Event::read,
                "select event_number, call_key, call_data, attempts, due from " + tables.ordered()
                        + " where event_number = (select min(event_number) from " + tables.ordered()
                        + " where receiver = ? and lane = ?) for update skip locked",
                receiver,
                lane);
        return locked.isEmpty() ? null : locked.get(0);
    }

    /** Counts an attempt at the first call of a lane that has ended with its process. */
    void failed(Connection connection, String receiver, byte[] lane, Throwable failure) throws SQLException {
        String name = new String(lane, StandardCharsets.UTF_8);
        Event first = lockFirst(connection, receiver, name);
        if (first != null) {
            failed(connection, name, first, attempt(receiver, first), failure);
        }
    }

    private Attempt attempt(String receiver, Event event) {
        return new Attempt(receiver, event.key(), event.data(), event.attempts() + 1, tenant);
    }

    private Duration failed(Connection connection, String lane, Event event, Attempt attempt, Throwable failure)
            throws SQLException {
        if (attempt.number() >= settings.attempts()) {
            dead.add(connection, attempt, lane, failure);
            delete(connection, event);
            calls.report(attempt, failure, Failures.givenUp(attempt.number()));
            return Duration.ZERO;
        }
        Duration wait = settings.backoffAfter(attempt.number());
        Instant due = clock.now().plus(wait);
        Sql.update(
                connection,
                "update " + tables.ordered() + " set attempts = ?, due = ? where event_number = ?",
                attempt.number(),
                due,
                event.number());
        calls.report(attempt, failure, Failures.again(attempt.number(), settings, wait));
        return wait;
    }

    private void delete(Connection connection, Event event) throws SQLException {
        Sql.update(connection, "delete from " + tables.ordered() + " where event_number = ?", event.number());
    }
}
