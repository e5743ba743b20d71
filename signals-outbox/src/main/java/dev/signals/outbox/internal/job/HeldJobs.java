package dev.signals.outbox.internal.job;

import dev.signals.outbox.call.HeldCalls;
import dev.signals.outbox.call.WaitingCall;
import dev.signals.outbox.internal.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes calls in the thread of a test. */
final class HeldJobs implements HeldCalls {

    private final FactoryOutbox outbox;
    private final TenantOutbox tables;
    private final @Nullable Object tenant;
    private final List<Job> simulated = new CopyOnWriteArrayList<>();

    /**
     * @param tables the outbox whose calls are held
     */
    HeldJobs(FactoryOutbox outbox, TenantOutbox tables, @Nullable Object tenant) {
        this.outbox = outbox;
        this.tables = tables;
        this.tenant = tenant;
    }

    /**
     * A call.
     *
     * @param lane null if it follows no order
     * @param isWritten false if only a simulated commit has it
     * @param time when it was written, for the order
     */
    private record Job(Attempt next, @Nullable String lane, boolean isWritten, Instant time) {

        String key() {
            return next.key();
        }

        @Nullable
        Object blocks() {
            return lane == null ? null : List.of(next.receiver(), lane);
        }

        Job afterFailure() {
            return new Job(
                    new Attempt(next.receiver(), next.key(), next.data(), next.number() + 1, next.tenant()),
                    lane,
                    isWritten,
                    time);
        }
    }

    private Job job(String receiver, String key, byte[] data, int failures, @Nullable String lane, boolean isWritten) {
        return new Job(
                new Attempt(receiver, key, data, failures + 1, tenant),
                lane,
                isWritten,
                outbox.calls().time(data));
    }

    /** Adds a call of a simulated commit. */
    void add(KeptCall call) {
        simulated.add(job(call.receiver(), call.key(), call.data(), 0, call.lane(), false));
    }

    @Override
    public List<WaitingCall> pending() {
        return jobs().stream()
                .map(job -> new WaitingCall(
                        job.next().receiver(),
                        job.key(),
                        job.next().number() - 1,
                        outbox.calls().event(job.next())))
                .toList();
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(tables.inTransaction(this::read));
        jobs.addAll(simulated);
        jobs.sort(Comparator.comparing(Job::time)); // stable
        return jobs;
    }

    private List<Job> read(Connection connection) throws SQLException {
        List<Job> jobs = new ArrayList<>();
        Instant last = Instant.MIN;
        for (Job job : Sql.query(
                connection,
                row -> job(row.getString(1), row.getString(2), row.getBytes(3), row.getInt(4), row.getString(5), true),
                "select receiver, call_key, call_data, attempts, lane from "
                        + outbox.tables().ordered() + " order by event_number")) {
            last = job.time().isAfter(last) ? job.time() : last; // A clock that goes back changes no order.
            jobs.add(new Job(job.next(), job.lane(), true, last));
        }
        jobs.addAll(Sql.query(
                connection,
                row -> job(row.getString(1), row.getString(2), row.getBytes(3), row.getInt(4), null, true),
                "select task_name, task_instance, task_data, consecutive_failures from "
                        + outbox.tables().jobs() + " where picked = ? and task_instance not like ?"
                        + " order by execution_time, task_name, task_instance",
                false,
                OrderedCalls.PREFIX + "%"));
        return jobs;
    }

    @Override
    public int run(Consumer<? super Throwable> failures) {
        Objects.requireNonNull(failures, "failures");
        Set<Object> done = new HashSet<>();
        int made = 0;
        for (List<Job> next = next(done); !next.isEmpty(); next = next(done)) {
            for (Job job : next) {
                if (done.contains(job.key()) || isBlocked(job, done)) {
                    continue;
                }
                done.add(job.key());
                if (run(job, failures)) {
                    made++;
                } else if (job.blocks() != null) {
                    done.add(job.blocks());
                }
            }
        }
        return made;
    }

    /** Returns what was not tried yet. */
    private List<Job> next(Set<Object> done) {
        return jobs().stream()
                .filter(job -> !done.contains(job.key()) && !isBlocked(job, done))
                .toList();
    }

    private static boolean isBlocked(Job job, Set<Object> done) {
        return job.blocks() != null && done.contains(job.blocks());
    }

    private boolean run(Job job, Consumer<? super Throwable> failures) {
        try {
            outbox.calls().run(job.next());
        } catch (NotConnected e) {
            return false;
        } catch (CallFailure e) {
            String becomes = failed(job, e);
            outbox.calls().report(job.next(), e.failure(), becomes);
            failures.accept(e.failure());
            return false;
        }
        if (job.isWritten()) {
            tables.inTransaction(connection -> {
                remove(connection, job);
                return null;
            });
        } else {
            simulated.remove(job);
        }
        return true;
    }

    private void remove(Connection connection, Job job) throws SQLException {
        String key = job.key();
        if (job.lane() != null) {
            Sql.update(connection, "delete from " + outbox.tables().ordered() + " where call_key = ?", key);
        }
        Sql.update(
                connection,
                "delete from " + outbox.tables().jobs() + " where task_name = ? and task_instance = ?",
                job.next().receiver(),
                job.lane() == null ? key : OrderedCalls.PREFIX + key);
    }

    /** Counts an attempt that has failed; returns what becomes of the call. */
    private String failed(Job job, CallFailure failure) {
        int number = job.next().number();
        if (!job.isWritten()) {
            simulated.replaceAll(each -> each == job ? job.afterFailure() : each);
            return " (attempt " + number + " of a simulated commit)";
        }
        boolean isLast = number >= outbox.settings().attempts() || failure.isOfLastAttempt();
        tables.inTransaction(connection -> {
            if (isLast) {
                outbox.dead().add(connection, job.next(), job.lane(), failure.failure());
                remove(connection, job);
            } else if (job.lane() == null) {
                Sql.update(
                        connection,
                        "update " + outbox.tables().jobs() + " set consecutive_failures = ?, version = version + 1"
                                + " where task_name = ? and task_instance = ?",
                        number,
                        job.next().receiver(),
                        job.key());
            } else {
                Sql.update(
                        connection,
                        "update " + outbox.tables().ordered() + " set attempts = ?, begun = ? where call_key = ?",
                        number,
                        number,
                        job.key());
            }
            return null;
        });
        return isLast
                ? Failures.givenUp(number)
                : " (attempt " + number + " of " + outbox.settings().attempts() + ")";
    }

    @Override
    public void close() {
        tables.release(this);
    }
}
