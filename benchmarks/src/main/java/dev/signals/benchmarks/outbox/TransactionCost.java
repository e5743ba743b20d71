package dev.signals.benchmarks.outbox;

import static dev.signals.outbox.Outbox.durable;

import com.zaxxer.hikari.HikariDataSource;
import dev.signals.Connection;
import dev.signals.benchmarks.orm.Database;
import dev.signals.benchmarks.orm.RunningDatabase;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.outbox.OutboxSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a durable receiver adds to a transaction that persists one entity, beside a row written by hand, on PostgreSQL. The
 * variants take turns in one run, so that a busy machine is as busy for each of them.
 */
public final class TransactionCost implements AutoCloseable {

    private static final int ROUNDS = 15;
    private static final int WARMUPS = 5;
    private static final int TRANSACTIONS = 1_000;
    private static final String ROW =
            "insert into signals_jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                    + " values (?, ?, ?, ?, ?, ?)";

    /** What is written beside the entity. */
    private enum Variant {
        PLAIN,
        BY_HAND,
        DURABLE,
        ORDERED
    }

    /**
     * Nanoseconds of one transaction.
     *
     * @param cpu those of the thread, without the database
     */
    private record Cost(double elapsed, double cpu) {}

    private final HikariDataSource pool;
    private final SessionFactory factory;
    private final PrintStream out;
    private byte[] event = new byte[0];

    private TransactionCost(RunningDatabase database, PrintStream out) {
        this.out = out;
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        factory = configuration
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.integration.envers.enabled", "false")
                .setProperty(OutboxSettings.TABLES, "true")
                .addAnnotatedClass(Letter.class)
                .buildSessionFactory();
    }

    /**
     * Prints the ratios.
     *
     * @param arguments the number of rounds; 15 without them
     */
    public static void main(String... arguments) throws SQLException, IOException {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        try (RunningDatabase database = Database.POSTGRESQL.start();
                TransactionCost cost = new TransactionCost(database, System.out)) {
            cost.run(rounds);
        }
    }

    private void run(int rounds) throws SQLException {
        takeSample();
        Map<Variant, Cost[]> costs = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            costs.put(variant, new Cost[rounds]);
        }
        for (int round = -WARMUPS; round < rounds; round++) {
            for (Variant variant : Variant.values()) {
                Cost cost = block(variant);
                if (round >= 0) {
                    costs.get(variant)[round] = cost;
                }
            }
        }
        costs.forEach((variant, each) -> print(variant, each, costs.get(Variant.BY_HAND)));
    }

    private void print(Variant variant, Cost[] costs, Cost[] byHand) {
        double[] elapsed = new double[costs.length];
        double[] cpu = new double[costs.length];
        for (int i = 0; i < costs.length; i++) {
            elapsed[i] = costs[i].elapsed() / byHand[i].elapsed();
            cpu[i] = costs[i].cpu() / byHand[i].cpu();
        }
        out.printf(
                Locale.ROOT,
                "%-8s %6.1f us, ratio %.2f; CPU time %6.1f us, ratio %.2f%n",
                variant,
                median(Arrays.stream(costs).mapToDouble(Cost::elapsed).toArray()) / 1e3,
                median(elapsed),
                median(Arrays.stream(costs).mapToDouble(Cost::cpu).toArray()) / 1e3,
                median(cpu));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private @Nullable Connection connect(Variant variant) {
        ChangedSignal changed = ModelSignals.of(factory).changed();
        return switch (variant) {
            case DURABLE -> changed.connect(Letter.class, change -> {}, durable("mail"));
            case ORDERED ->
                changed.connect(Letter.class, change -> {}, durable("mail").orderedPerEntity());
            default -> null;
        };
    }

    private Cost block(Variant variant) throws SQLException {
        empty();
        Connection connection = connect(variant);
        long cpu = cpu();
        long begin = System.nanoTime();
        for (int i = 0; i < TRANSACTIONS; i++) {
            factory.inTransaction(session -> {
                session.persist(new Letter());
                if (variant == Variant.BY_HAND) {
                    session.flush();
                    writeByHand(session);
                }
            });
        }
        Cost cost =
                new Cost((System.nanoTime() - begin) / (double) TRANSACTIONS, (cpu() - cpu) / (double) TRANSACTIONS);
        if (connection != null) {
            connection.disconnect();
        }
        return cost;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void writeByHand(Session session) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ROW)) {
                insert.setString(1, "mail");
                insert.setString(2, UUID.randomUUID().toString());
                insert.setBytes(3, event);
                insert.setObject(4, Instant.now().atOffset(ZoneOffset.UTC));
                insert.setBoolean(5, false);
                insert.setLong(6, 1);
                insert.executeUpdate();
            }
        });
    }

    /** Keeps how many bytes an event has, so that the rows are as large. */
    private void takeSample() {
        Connection connection = ModelSignals.of(factory).changed().connect(Letter.class, change -> {}, durable("mail"));
        factory.inTransaction(session -> session.persist(new Letter()));
        connection.disconnect();
        event = factory.fromTransaction(
                session -> session.createNativeQuery("select task_data from signals_jobs", byte[].class)
                        .getSingleResult());
    }

    private void empty() throws SQLException {
        try (java.sql.Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table Letter, signals_jobs, signals_ordered");
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
