package dev.signals.outbox.internal.job;

import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
import dev.signals.outbox.internal.text.EventText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that were given up. */
final class DeadCalls {

    private static final int LONGEST_FAILURE = 20_000;

    private final Tables tables;
    private final JobTable jobs;

    DeadCalls(Tables tables, JobTable jobs) {
        this.jobs = jobs;
        this.tables = tables;
    }

    /** Adds a call. If it is there already, because a node has died before it removed the job, nothing happens. */
    void add(Connection connection, Attempt last, @Nullable String lane, Throwable failure) throws SQLException {
        if (find(connection, last.key()).isEmpty()) {
            Sql.update(
                    connection,
                    "insert into " + tables.dead()
                            + " (call_key, receiver, lane, call_data, attempts, died_at, failure) values (?, ?, ?, ?, ?, ?, ?)",
                    last.key(),
                    last.receiver(),
                    lane == null ? "" : lane,
                    last.data(),
                    last.number(),
                    Instant.now(),
                    text(failure));
        }
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        String printed = text.toString().replace('\0', '?'); // PostgreSQL has no such character.
        return printed.substring(0, Math.min(printed.length(), LONGEST_FAILURE));
    }

    List<DeadCall> all(Connection connection) throws SQLException {
        return Sql.query(
                connection,
                DeadCalls::read,
                "select call_key, receiver, call_data, attempts, died_at, failure from " + tables.dead()
                        + " order by died_at, call_key");
    }

    private List<DeadCall> find(Connection connection, String key) throws SQLException {
        return Sql.query(
                connection,
                DeadCalls::read,
                "select call_key, receiver, call_data, attempts, died_at, failure from " + tables.dead()
                        + " where call_key = ?",
                key);
    }

    private static DeadCall read(ResultSet row) throws SQLException {
        return new DeadCall(
                row.getString(1),
                row.getString(2),
                new String(row.getBytes(3), StandardCharsets.UTF_8),
                row.getInt(4),
                Sql.time(row, 5),
                row.getString(6));
    }

    /** A call that can be made again. */
    private record Again(String receiver, String lane, byte[] data) {}

    /**
     * Makes a call due again. Whatever has caused it does not count any more.
     *
     * @return the name of its receiver; null if there is no such call
     */
    @Nullable
    String retry(Connection connection, String key) throws SQLException {
        List<Again> found = Sql.query(
                connection,
                row -> new Again(row.getString(1), row.getString(2), EventText.withoutChain(row.getBytes(3))),
                "select receiver, lane, call_data from " + tables.dead() + " where call_key = ?",
                key);
        if (found.isEmpty() || !delete(connection, key)) {
            return null;
        }
        Again call = found.get(0);
        boolean isOrdered = !call.lane().isEmpty();
        if (isOrdered) {
            Sql.update(
                    connection,
                    "insert into " + tables.ordered()
                            + " (receiver, lane, call_key, call_data, attempts, begun, due) values (?, ?, ?, ?, 0, 0, ?)",
                    call.receiver(),
                    call.lane(),
                    key,
                    call.data(),
                    Instant.EPOCH);
        }
        String job = isOrdered ? OrderedCalls.PREFIX + key : key;
        // It is still there if a process has died between giving up the call and removing its job.
        Sql.update(
                connection,
                "delete from " + tables.jobs() + " where task_name = ? and task_instance = ?",
                call.receiver(),
                job);
        jobs.insert(
                connection,
                List.of(new JobTable.Job(
                        call.receiver(), job, isOrdered ? call.lane().getBytes(StandardCharsets.UTF_8) : call.data())),
                Instant.EPOCH);
        return call.receiver();
    }

    /** Deletes a call, and returns whether it was there. */
    boolean delete(Connection connection, String key) throws SQLException {
        return Sql.update(connection, "delete from " + tables.dead() + " where call_key = ?", key) > 0;
    }
}
