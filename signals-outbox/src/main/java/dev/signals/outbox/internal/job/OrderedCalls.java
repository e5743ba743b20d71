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
 * transaction that changes the entity gets a higher number. Each row has a job. Whichever job comes first works off the lane, and
 * removes the jobs of the rows that it has worked off. It locks the first row of the lane while it makes the call, so no two
 * processes work at one lane, and the lock ends with the connection if a process dies. The other jobs find the lane locked, and
 * come back later, the later the more rows are before theirs. If a job leaves rows behind, it makes the job of the first of them
 * due.
 */
final class OrderedCalls {

    /** The beginning of the identifier of a job that works off a lane. */
    static final String PREFIX = "ordered-";

    /** How many rows before its own make a job wait for one more time of polling. */
    private static final int ROWS_PER_POLL = 25;

    /** How many calls a job makes before others have their turn. */
    private static final int MOST_AT_ONCE = 100;

    private final Tables tables;

    /** The query for the first row of a lane. */
    private final String first;

    private final Calls calls;
    private final DeadCalls dead;
    private final Settings settings;
    private final DatabaseClock clock;
    private final @Nullable Object tenant;
    private final BooleanSupplier stopping;

    OrderedCalls(FactoryOutbox outbox, DatabaseClock clock, @Nullable Object tenant, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.tables = outbox.tables();
        this.first = "select event_number, call_key, call_data, attempts, due from " + tables.ordered()
                + " where event_number = (select min(event_number) from " + tables.ordered()
                + " where receiver = ? and lane = ?)";
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
            wait = first == null
                    ? whileLocked(connection, receiver, lane, key)
                    : next(connection, receiver, lane, first);
            connection.commit();
        }
        if (isThere(connection, key)) {
            return wait;
        }
        handOver(connection, receiver, lane);
        return null;
    }

    /** Returns how long a job waits while another one works at its lane, which will come to its row too. */
    private Duration whileLocked(Connection connection, String receiver, String lane, String key) throws SQLException {
        long before = Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "select count(*) from " + tables.ordered()
                                + " where receiver = ? and lane = ? and event_number <" + " (select event_number from "
                                + tables.ordered() + " where call_key = ?)",
                        receiver,
                        lane,
                        key)
                .get(0);
        Duration wait = settings.poll().multipliedBy(1 + before / ROWS_PER_POLL);
        return wait.compareTo(settings.untilDead()) > 0 ? settings.untilDead() : wait;
    }

    /** Makes the job of the first row of a lane due when the row is. */
    private void handOver(Connection connection, String receiver, String lane) throws SQLException {
        List<Event> left = Sql.query(connection, Event::read, first, receiver, lane);
        if (!left.isEmpty()) {
            Instant now = clock.now();
            Event event = left.get(0);
            Sql.update(
                    connection,
                    "update " + tables.jobs() + " set execution_time = ?, version = version + 1"
                            + " where task_name = ? and task_instance = ? and picked = ?",
                    event.due().isAfter(now) ? event.due() : now,
                    receiver,
                    PREFIX + event.key(),
                    false);
        }
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
        delete(connection, receiver, first);
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
        List<Event> locked = Sql.query(connection, Event::read, first + " for update skip locked", receiver, lane);
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
            delete(connection, attempt.receiver(), event);
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

    /** Deletes a row and its job, unless that is being worked at: it ends when it finds no row. */
    private void delete(Connection connection, String receiver, Event event) throws SQLException {
        Sql.update(connection, "delete from " + tables.ordered() + " where event_number = ?", event.number());
        Sql.update(
                connection,
                "delete from " + tables.jobs() + " where task_name = ? and task_instance = ? and picked = ?",
                receiver,
                PREFIX + event.key(),
                false);
    }
}
