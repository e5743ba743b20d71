package dev.signals.outbox.internal.job;

import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.HeldCalls;
import dev.signals.outbox.call.PendingCalls;
import dev.signals.outbox.internal.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.jspecify.annotations.Nullable;

/** The outbox in one database: of a session factory, or of one tenant of it. */
public final class TenantOutbox {

    private final FactoryOutbox outbox;
    private final Connections connections;
    private final DatabaseClock clock;
    private final Map<String, ReceiverJobs> running = new ConcurrentHashMap<>();
    private final @Nullable Object tenant;
    private boolean started;

    /** The calls while a test holds them. */
    private @Nullable HeldJobs held;

    /** Whether calls are to be made when they are no longer held. */
    private boolean startsAgain;

    TenantOutbox(FactoryOutbox outbox, JdbcConnectionAccess access, @Nullable Object tenant) {
        this.tenant = tenant;
        this.outbox = outbox;
        this.connections = new Connections(new Connections.Source() {
            @Override
            public Connection open() throws SQLException {
                return access.obtainConnection();
            }

            @Override
            public void close(Connection connection) throws SQLException {
                access.releaseConnection(connection);
            }
        });
        this.clock = new DatabaseClock(outbox.timeQuery(), connections);
    }

    /** Begins to make calls, of all receivers that are connected now or later. */
    public synchronized void start() {
        List<PendingCalls> pending = pending(); // fails before anything runs if there are no tables
        if (held != null) {
            startsAgain = true;
            return;
        }
        started = true;
        outbox.receivers().names().forEach(this::startReceiver);
        List<String> unknown = pending.stream()
                .filter(calls -> !calls.known())
                .map(PendingCalls::receiver)
                .filter(receiver -> !outbox.receivers().isElsewhere(receiver))
                .toList();
        if (!unknown.isEmpty()) {
            System.getLogger("dev.signals.outbox.Outbox")
                    .log(
                            System.Logger.Level.WARNING,
                            "calls wait for receivers that are not connected here: " + unknown
                                    + "; they are kept until a node has them, and are lost by nothing but you");
        }
    }

    /** Begins to make the calls of a receiver that was connected. */
    synchronized void connected(String receiver) {
        if (started) {
            startReceiver(receiver);
        }
    }

    private void startReceiver(String receiver) {
        if (!running.containsKey(receiver)) {
            ReceiverJobs jobs = new ReceiverJobs(receiver, outbox, connections, clock, tenant);
            jobs.start();
            running.put(receiver, jobs);
        }
    }

    /** Looks now for calls of these receivers. */
    void wake(Set<String> receivers) {
        receivers.forEach(receiver -> {
            ReceiverJobs jobs = running.get(receiver);
            if (jobs != null) {
                jobs.wake();
            }
        });
    }

    /** Ends when the calls that are being made have ended; at once if one of them calls this. */
    public void stop() {
        List<ReceiverJobs> ending;
        synchronized (this) {
            started = false;
            startsAgain = false;
            ending = new ArrayList<>(running.values());
            running.clear();
        }
        List<Thread> ends = ending.stream()
                .map(jobs -> new DaemonThreads("stop").newThread(jobs::stop))
                .toList();
        ends.forEach(Thread::start);
        if (!DaemonThreads.haveCurrent()) {
            ends.forEach(TenantOutbox::join);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes no calls but those that a test asks for, until that ends.
     *
     * @throws IllegalStateException if the calls are held already
     */
    public HeldCalls hold() {
        HeldJobs holding = new HeldJobs(outbox, this, tenant);
        boolean wasStarted;
        synchronized (this) {
            if (held != null) {
                throw new IllegalStateException(
                        "the durable calls are held already; close what hold() has returned before,"
                                + " and let tests that hold them not run at the same time");
            }
            held = holding;
            wasStarted = started;
        }
        stop();
        synchronized (this) {
            startsAgain = wasStarted;
        }
        return holding;
    }

    synchronized void release(HeldJobs holding) {
        if (held == holding) {
            held = null;
            if (startsAgain) {
                startsAgain = false;
                start();
            }
        }
    }

    /** Returns the calls that a test holds; null if it holds none. */
    synchronized @Nullable HeldJobs held() {
        return held;
    }

    public List<PendingCalls> pending() {
        return inTransaction(connection -> Sql.query(
                connection,
                row -> new PendingCalls(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        Sql.time(row, 4),
                        CallKeys.time(row.getString(5)),
                        outbox.receivers().knows(row.getString(1))),
                "select receiver, sum(calls), sum(failing), min(due), min(call_key) from"
                        + " (select task_name as receiver, count(*) as calls, count(nullif(consecutive_failures, 0)) as failing,"
                        + " min(execution_time) as due, min(task_instance) as call_key from "
                        + outbox.tables().jobs()
                        + " where task_instance not like ? group by task_name"
                        + " union all select task_name, 0, 0, min(execution_time), null from "
                        + outbox.tables().jobs() + " where task_instance like ? group by task_name"
                        + " union all select receiver, count(*), count(nullif(attempts, 0)), null, min(call_key) from "
                        + outbox.tables().ordered() + " group by receiver) p"
                        + " group by receiver having sum(calls) > 0 order by receiver",
                OrderedCalls.PREFIX + "%",
                OrderedCalls.PREFIX + "%"));
    }

    public List<DeadCall> dead() {
        return inTransaction(outbox.dead()::all);
    }

    public boolean retry(String key) {
        String receiver = inTransaction(connection -> outbox.dead().retry(connection, key));
        if (receiver != null) {
            wake(Set.of(receiver));
        }
        return receiver != null;
    }

    public boolean delete(String key) {
        return inTransaction(connection -> outbox.dead().delete(connection, key));
    }

    <R extends @Nullable Object> R inTransaction(Transactions.Work<R> work) {
        if (!outbox.isJta()) {
            return inThisThread(work);
        }
        // A connection that is opened in a transaction of the manager would belong to it. The common pool may be busy.
        try {
            return CompletableFuture.supplyAsync(
                            () -> inThisThread(work), task -> new Thread(task, "signals-outbox").start())
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException known) {
                throw known;
            }
            throw e;
        }
    }

    private <R extends @Nullable Object> R inThisThread(Transactions.Work<R> work) {
        try {
            return Transactions.run(connections, work);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the tables of the outbox cannot be read or written: " + e.getMessage()
                            + "; if there are none, make them with the statements in dev/signals/outbox of the jar, or let Hibernate"
                            + " make them with signals.outbox.tables=true",
                    e);
        }
    }
}
