package dev.signals.it.outbox.crash;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.event.Changed;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.Durable;
import dev.signals.outbox.call.PendingCalls;
import jakarta.persistence.LockModeType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A process that counts and makes the calls of three durable receivers, until it is told to stop or is killed. */
final class Node {

    static final int COUNTERS = 10;
    private static final int AT_ONCE = 20;
    private static final int MOST_PENDING = 300;
    static final String READY = "ready";
    static final String STOPPED = "stopped";

    /** What no counter ever holds after a commit. */
    static final long ROLLED_BACK = 1_000_000_000;

    private final SessionFactory factory;
    private final AtomicBoolean writing = new AtomicBoolean(true);

    private Node(Map<String, ?> database) {
        this.factory = factory(database, false);
    }

    static SessionFactory factory(Map<String, ?> database, boolean create) {
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(database);
        configuration
                .setProperty("hibernate.connection.pool_size", "20")
                .setProperty("hibernate.hbm2ddl.auto", create ? "create" : "none")
                .setProperty(OutboxSettings.TABLES, "true")
                .setProperty(OutboxSettings.POLL, "200ms")
                .setProperty(OutboxSettings.HEARTBEAT, "500ms")
                .setProperty(OutboxSettings.BACKOFF, "50ms")
                .setProperty(OutboxSettings.ATTEMPTS, "100")
                .setProperty(OutboxSettings.THREADS, "2")
                .addAnnotatedClass(Counter.class)
                .addAnnotatedClass(Effect.class);
        return configuration.buildSessionFactory();
    }

    /** Takes the settings of the database, as {@code name=value}. */
    public static void main(String[] settings) throws IOException, InterruptedException {
        Map<String, String> database = new java.util.HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            database.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        new Node(database).run();
    }

    private void run() throws IOException, InterruptedException {
        connect();
        Outbox.of(factory).start();
        System.out.println(READY);
        Thread writer = new Thread(this::write, "writer");
        writer.setDaemon(true);
        writer.start();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        commands.readLine();
        writing.set(false);
        writer.join(); // its last transaction may commit still
        System.out.println(STOPPED);
        commands.readLine();
        factory.close();
    }

    private void connect() {
        FactorySignals signals = ModelSignals.of(factory);
        signals.changed().connect(Counter.class, change -> add("any", change), Outbox.durable("any"));
        signals.changed()
                .connect(
                        Counter.class,
                        change -> Outbox.call(change).once(session -> session.persist(effect("once", change))),
                        Outbox.durable("once"));
        Durable ordered = Outbox.durable("ordered").orderedPerEntity();
        signals.changed().connect(Counter.class, change -> add("ordered", change), ordered);
    }

    private void add(String receiver, Changed<Counter> change) {
        factory.inTransaction(session -> session.persist(effect(receiver, change)));
    }

    private static Effect effect(String receiver, Changed<Counter> change) {
        return new Effect(receiver, (Integer) change.id(), (Long) change.state().get("number"));
    }

    private void write() {
        Random random = new Random();
        for (int i = 1; writing.get(); i++) {
            if (i % AT_ONCE == 0) {
                awaitCalls();
            }
            try {
                factory.inTransaction(session -> count(session, random));
            } catch (IllegalStateException e) {
                // rolled back on purpose
            }
        }
    }

    /** Else a process that is started again finds ever more calls, and the test takes as long as they do. */
    private void awaitCalls() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !writing.get() || pending() < MOST_PENDING);
    }

    private long pending() {
        return Outbox.of(factory).pending().stream()
                .mapToLong(PendingCalls::count)
                .sum();
    }

    /** Adds one to some counters, and sets some to numbers that are rolled back. */
    private static void count(Session session, Random random) {
        TreeSet<Integer> ids = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ids.add(random.nextInt(COUNTERS));
        }
        boolean rollsBack = random.nextInt(5) == 0;
        for (int id : ids) {
            Counter counter = session.find(Counter.class, id, LockModeType.PESSIMISTIC_WRITE);
            counter.number += rollsBack ? ROLLED_BACK : 1;
        }
        if (random.nextInt(4) == 0) {
            undo(session, ids.first());
        }
        if (rollsBack) {
            session.flush();
            throw new IllegalStateException("rolled back");
        }
    }

    private static void undo(Session session, int id) {
        try {
            Savepoints.run(session, () -> {
                session.find(Counter.class, id).number = ROLLED_BACK;
                session.flush();
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException e) {
            // the rows are as they were
        }
    }
}
