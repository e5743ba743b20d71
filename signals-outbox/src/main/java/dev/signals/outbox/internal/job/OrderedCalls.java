package dev.signals.outbox.internal.job;

import dev.signals.outbox.internal.settings.Settings;
import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
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
 *
 * <p>Before it makes a call, it notes and commits that the attempt has begun, and puts the row off. So whoever locks a row
 * whose attempt has begun knows that the process of that attempt has died.
 */
final class OrderedCalls {

    /** The beginning of the identifier of a job that works off a lane. */
    static final String PREFIX = "ordered-";

    /** How many rows before its own make a job wait for one more time of polling. */
    private static final int ROWS_PER_POLL = 25;

    /** How many calls a job makes before others have their turn. */
    private static final int MOST_AT_ONCE = 100;

    private final Tables tables;

    /** The beginning of a query for rows. */
    private final String row;

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
        this.row = "select event_number, call_key, call_data, attempts, begun, due from " + tables.ordered();
        this.first = row + " where event_number = (select min(event_number) from " + tables.ordered()
                + " where receiver = ? and lane = ?)";
        this.calls = outbox.calls();
        this.dead = outbox.dead();
        this.settings = outbox.settings();
        this.clock = clock;
        this.tenant = tenant;
    }

    /**
     * A row.
     *
     * @param attempts how many attempts have failed
     * @param begun the number of the attempt that has begun; 0, or not more than {@code attempts}, if none has
     */
    private record Event(long number, String key, byte[] data, int attempts, int begun, Instant due) {

        static Event read(ResultSet row) throws SQLException {
            return new Event(
                    row.getLong(1), row.getString(2), row.getBytes(3), row.getInt(4), row.getInt(5), Sql.time(row, 6));
        }

        boolean isLeftBehind() {
            return begun > attempts;
        }
    }

    /**
     * What becomes of a job.
     *
     * @param pause how long it waits before it goes on; null if its row is gone
     * @param handsOver whether another job is due now
     */
    record Outcome(@Nullable Duration pause, boolean handsOver) {}

    /**
     * Works off a lane.
     *
     * @param connection in a transaction, which is committed after each call
     * @param key the key of the row whose job this is
     */
    Outcome workOff(Connection connection, String receiver, String lane, String key) throws SQLException {
        Duration wait = Duration.ZERO;
        for (int i = 0; i < MOST_AT_ONCE && wait.isZero() && !stopping.getAsBoolean(); i++) {
            Event next = lockFirst(connection, receiver, lane);
            wait = next == null
                    ? whileLocked(connection, receiver, lane, key)
                    : next(connection, receiver, lane, key, next);
            connection.commit();
        }
        if (isThere(connection, key)) {
            return wait.isZero()
                    ? new Outcome(
                            whileLocked(connection, receiver, lane, key), handOver(connection, receiver, lane, key))
                    : new Outcome(wait, false);
        }
        return new Outcome(null, handOver(connection, receiver, lane, key));
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

    /**
     * Makes the job of the first row of a lane due when the row is.
     *
     * @param key the key of the row whose job does it
     * @return whether it is due now
     */
    private boolean handOver(Connection connection, String receiver, String lane, String key) throws SQLException {
        List<Event> left = Sql.query(connection, Event::read, first, receiver, lane);
        if (left.isEmpty() || left.get(0).key().equals(key)) {
            return false;
        }
        Instant now = clock.now();
        Event event = left.get(0);
        boolean isDue = !event.due().isAfter(now);
        int changed = Sql.update(
                connection,
                "update " + tables.jobs() + " set execution_time = ?, version = version + 1"
                        + " where task_name = ? and task_instance = ? and picked = ?",
                isDue ? now : event.due(),
                receiver,
                PREFIX + event.key(),
                false);
        return isDue && changed > 0;
    }

    /** Makes a call; returns how long the lane waits before the next one. */
    private Duration next(Connection connection, String receiver, String lane, String key, Event locked)
            throws SQLException {
        Instant now = clock.now();
        if (locked.due().isAfter(now)) {
            return Duration.between(now, locked.due());
        }
        if (locked.isLeftBehind() && !survives(connection, receiver, lane, locked)) {
            return Duration.ZERO;
        }
        Event begun = begin(connection, locked, now);
        if (begun == null) {
            return whileLocked(connection, receiver, lane, key);
        }
        Attempt attempt = attempt(receiver, begun);
        try {
            calls.run(attempt);
        } catch (CallFailure e) {
            if (stopping.getAsBoolean()) {
                takeBack(connection, begun);
                throw e;
            }
            return failed(connection, lane, begun, attempt, e);
        } catch (NotConnected e) {
            takeBack(connection, begun);
            throw e;
        }
        delete(connection, receiver, begun);
        return Duration.ZERO;
    }

    /** Counts an attempt whose process has died; returns whether there may be another one. */
    private boolean survives(Connection connection, String receiver, String lane, Event event) throws SQLException {
        Attempt attempt = attempt(receiver, event);
        Throwable failure = new IllegalStateException("the process that made the call has died");
        if (attempt.number() < settings.attempts()) {
            calls.report(attempt, failure, Failures.again(attempt.number(), settings, Duration.ZERO));
            return true;
        }
        giveUp(connection, lane, event, attempt, failure);
        return false;
    }

    /**
     * Notes that the next attempt begins, and commits that. The row is locked again then. Nobody else takes it meanwhile,
     * because it is put off for as long as a process may be silent; but somebody may look at it, so this waits for the lock.
     *
     * @return the row; null if this process was silent for longer
     */
    private @Nullable Event begin(Connection connection, Event event, Instant now) throws SQLException {
        int failed = Math.max(event.attempts(), event.begun());
        Sql.update(
                connection,
                "update " + tables.ordered() + " set attempts = ?, begun = ?, due = ? where event_number = ?",
                failed,
                failed + 1,
                now.plus(settings.untilDead()),
                event.number());
        connection.commit();
        List<Event> begun = Sql.query(
                connection,
                Event::read,
                row + " where event_number = ? and begun = ? for update",
                event.number(),
                failed + 1);
        return begun.isEmpty() ? null : begun.get(0);
    }

    /** Notes that an attempt does not count, because the receiver was interrupted, or is not there. */
    private void takeBack(Connection connection, Event event) throws SQLException {
        boolean interrupted = Thread.interrupted(); // a driver may refuse to work otherwise
        try {
            Sql.update(
                    connection,
                    "update " + tables.ordered() + " set begun = attempts, due = ? where event_number = ?",
                    Instant.EPOCH,
                    event.number());
            connection.commit();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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

    private Attempt attempt(String receiver, Event event) {
        return new Attempt(receiver, event.key(), event.data(), event.begun(), tenant);
    }

    private Duration failed(Connection connection, String lane, Event event, Attempt attempt, CallFailure failure)
            throws SQLException {
        if (attempt.number() >= settings.attempts() || failure.isOfLastAttempt()) {
            giveUp(connection, lane, event, attempt, failure.failure());
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
        calls.report(attempt, failure.failure(), Failures.again(attempt.number(), settings, wait));
        return wait;
    }

    private void giveUp(Connection connection, String lane, Event event, Attempt attempt, Throwable failure)
            throws SQLException {
        dead.add(connection, attempt, lane, failure);
        delete(connection, attempt.receiver(), event);
        calls.report(attempt, failure, Failures.givenUp(attempt.number()));
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
