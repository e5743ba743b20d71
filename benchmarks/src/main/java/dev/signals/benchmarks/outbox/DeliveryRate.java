package dev.signals.benchmarks.outbox;

import static dev.signals.outbox.Outbox.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.signals.benchmarks.orm.Database;
import dev.signals.benchmarks.orm.RunningDatabase;
import dev.signals.hibernate.ModelSignals;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * How fast calls are made, beside db-scheduler alone with a task that does nothing, and what the heap holds while a large
 * backlog is worked off. On PostgreSQL, with one pool for both, and as many threads.
 */
public final class DeliveryRate implements AutoCloseable {

    private static final String SIGNALS = "signals";
    private static final String ALONE = "alone";
    private static final String TABLE = "scheduled_tasks";
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 12;
    private static final int ROUNDS = 3;
    private static final long COMPARED = 100_000;
    private static final int PARTS = 10;
    private static final long MILLION = 1_000_000;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final HikariDataSource pool;
    private final SessionFactory factory;
    private final Backlog backlog;
    private final Backlog alone;
    private final PrintStream out;
    private final AtomicLong made = new AtomicLong();

    private DeliveryRate(RunningDatabase database, PrintStream out) {
        this.out = out;
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setMaximumPoolSize(CONNECTIONS);
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        factory = configuration
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.integration.envers.enabled", "false")
                .setProperty(OutboxSettings.TABLES, "true")
                .setProperty(OutboxSettings.THREADS, Integer.toString(THREADS))
                .setProperty(OutboxSettings.POLL, POLL.toSeconds() + "s")
                .addAnnotatedClass(Letter.class)
                .buildSessionFactory();
        backlog = new Backlog(pool, "signals_jobs");
        alone = new Backlog(pool, TABLE);
        ModelSignals.of(factory).changed().connect(Letter.class, change -> made.incrementAndGet(), durable(SIGNALS));
    }

    /**
     * Prints the rates and the heap.
     *
     * @param arguments how large the backlog is; a million without them
     */
    public static void main(String... arguments) throws SQLException, IOException {
        long calls = arguments.length == 0 ? MILLION : Long.parseLong(arguments[0]);
        try (RunningDatabase database = Database.POSTGRESQL.start();
                DeliveryRate rate = new DeliveryRate(database, System.out)) {
            rate.run(calls);
        }
    }

    private void run(long calls) throws SQLException {
        factory.inTransaction(session -> session.persist(new Letter()));
        backlog.takeSample();
        alone.create();
        long compared = Math.min(calls, COMPARED);
        for (int round = 1; round <= ROUNDS; round++) {
            Rate byItself = alone(compared);
            Rate signals = signals(compared, 1);
            out.printf(
                    Locale.ROOT,
                    "round %d: db-scheduler alone %.0f calls/s, signals %.0f calls/s, ratio %.2f;"
                            + " CPU time of a call, without the database, %.0f us and %.0f us%n",
                    round,
                    byItself.calls(),
                    signals.calls(),
                    signals.calls() / byItself.calls(),
                    byItself.cpu(),
                    signals.cpu());
        }
        out.printf(
                Locale.ROOT,
                "%d calls: %.0f calls/s%n",
                calls,
                signals(calls, PARTS).calls());
    }

    private Rate alone(long calls) throws SQLException {
        alone.fill(ALONE, calls);
        Scheduler scheduler = Scheduler.create(
                        pool, Tasks.oneTime(ALONE, byte[].class).execute((job, context) -> made.incrementAndGet()))
                .tableName(TABLE)
                .serializer(new Bytes())
                .threads(THREADS)
                .pollingInterval(POLL)
                .build();
        return rate(calls, 1, scheduler::start, scheduler::stop);
    }

    private Rate signals(long calls, int parts) throws SQLException {
        backlog.fill(SIGNALS, calls);
        Outbox outbox = Outbox.of(factory);
        return rate(calls, parts, outbox::start, outbox::stop);
    }

    /**
     * How fast calls were made.
     *
     * @param calls in a second
     * @param cpu microseconds of this process for each
     */
    private record Rate(double calls, double cpu) {}

    private Rate rate(long calls, int parts, Runnable start, Runnable stop) {
        made.set(0);
        long cpu = cpu();
        long begin = System.nanoTime();
        start.run();
        for (int part = 1; part <= parts; part++) {
            awaitCalls(calls * part / parts);
            if (parts > 1) {
                out.printf(Locale.ROOT, "%,d calls made, %.1f MB of heap%n", made.get(), heap());
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = (cpu() - cpu) / 1e3;
        stop.run();
        return new Rate(calls / seconds, used / calls);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void awaitCalls(long calls) {
        while (made.get() < calls) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns what is left after a collection, in megabytes. */
    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }

    /** The data as it is. */
    private static final class Bytes implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return (byte[]) data;
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(data);
        }
    }
}
