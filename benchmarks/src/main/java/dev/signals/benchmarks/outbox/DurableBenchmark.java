package dev.signals.benchmarks.outbox;

import static dev.signals.outbox.Outbox.durable;

import dev.signals.benchmarks.orm.Database;
import dev.signals.benchmarks.orm.RunningDatabase;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.outbox.OutboxSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
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

/** What a durable receiver adds to a transaction that persists one entity. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 10) // the way through Hibernate, the outbox and JDBC takes long to compile
@Measurement(iterations = 5, time = 2)
public class DurableBenchmark {

    /** What is written beside the entity. */
    public enum Variant {
        /** Nothing. */
        PLAIN,
        /** A row of the same size, by JDBC. */
        BY_HAND,
        /** The call of a durable receiver. */
        DURABLE,
        /** The call of one that keeps the order. */
        ORDERED
    }

    private static final String ROW =
            "insert into signals_jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                    + " values (?, ?, ?, ?, ?, ?)";
    private static final byte[] EVENT = new byte[700];

    /** Where the rows are. */
    @Param
    public Database database = Database.H2;

    /** What is written beside the entity. */
    @Param
    public Variant variant = Variant.PLAIN;

    private RunningDatabase running;
    private SessionFactory factory;

    /** Connects a receiver. */
    @Setup
    public void open() {
        running = database.start();
        factory = new Configuration()
                .setProperty("hibernate.connection.url", running.url())
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.integration.envers.enabled", "false")
                .setProperty(OutboxSettings.TABLES, "true")
                .addAnnotatedClass(Letter.class)
                .buildSessionFactory();
        ChangedSignal changed = ModelSignals.of(factory).changed();
        if (variant == Variant.DURABLE) {
            changed.connect(Letter.class, change -> {}, durable("mail"));
        } else if (variant == Variant.ORDERED) {
            changed.connect(Letter.class, change -> {}, durable("mail").orderedPerEntity());
        }
    }

    /** Persists one entity in a transaction. */
    @Benchmark
    public void persist() {
        factory.inTransaction(session -> {
            session.persist(new Letter());
            if (variant == Variant.BY_HAND) {
                session.flush();
                writeByHand(session);
            }
        });
    }

    private static void writeByHand(Session session) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ROW)) {
                insert.setString(1, "mail");
                insert.setString(2, UUID.randomUUID().toString());
                insert.setBytes(3, EVENT);
                insert.setObject(4, Instant.now().atOffset(ZoneOffset.UTC));
                insert.setBoolean(5, false);
                insert.setLong(6, 1);
                insert.executeUpdate();
            }
        });
    }

    /** Removes the rows. */
    @TearDown(Level.Iteration)
    public void empty() throws SQLException {
        try (Connection connection = running.connect();
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"Letter", "signals_jobs", "signals_ordered"}) {
                statement.execute("truncate table " + table);
            }
        }
    }

    /** Ends the database. */
    @TearDown
    public void close() throws IOException {
        factory.close();
        running.close();
    }
}
