package dev.signals.examples.kafka;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Changed;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import jakarta.persistence.LockModeType;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Counters of two tenants in a database, whose changes are events, and the work that changes them. */
final class Counters implements AutoCloseable {

    static final int COUNT = 20;

    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-";

    private static final int ROLLED_BACK = 1_000_000;

    private final SessionFactory factory;

    Counters(DatabaseServer server) {
        factory = new HibernatePersistenceConfiguration("counters")
                .managedClass(Counter.class)
                .jdbcUrl(server.url())
                .property(OutboxSettings.TABLES, true)
                .property(OutboxSettings.CONTENT, "events")
                .schemaToolingAction(Action.CREATE_ONLY)
                .createEntityManagerFactory();
        Outbox.of(factory).map(Counter.class, Counters::event);
    }

    private static CounterEvent event(Changed<Counter> change) {
        return new CounterEvent((Integer) change.state().get("number"));
    }

    static String tenant(int id) {
        return id % 2 == 0 ? "even" : "odd";
    }

    private static String traceparent(int id) {
        return TRACE + String.format("%016x", id + 1) + "-01";
    }

    void create() {
        forEach((session, id) -> session.persist(new Counter(id)));
    }

    void delete() {
        forEach((session, id) -> session.remove(session.find(Counter.class, id)));
    }

    private void forEach(ObjIntConsumer<Session> work) {
        for (int i = 0; i < COUNT; i++) {
            int id = i;
            inTransaction(id, session -> work.accept(session, id));
        }
    }

    /** Makes the transactions in two threads, which wait for each other where they change the same counter. */
    void change(int transactions) {
        AtomicInteger left = new AtomicInteger(transactions);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> change(new Random(1), left), Counters::inThread),
                        CompletableFuture.runAsync(() -> change(new Random(2), left), Counters::inThread))
                .join();
    }

    /** The common pool has one thread on a machine of two processors. */
    private static void inThread(Runnable task) {
        new Thread(task, "counters").start();
    }

    private void change(Random random, AtomicInteger left) {
        while (left.getAndDecrement() > 0) {
            int first = random.nextInt(COUNT);
            TreeSet<Integer> ids = new TreeSet<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                ids.add((first + 2 * random.nextInt(COUNT)) % COUNT);
            }
            if (random.nextInt(5) == 0) {
                rollBack(ids);
            }
            inTransaction(first, session -> ids.forEach(id -> locked(session, id).number++));
        }
    }

    private void rollBack(TreeSet<Integer> ids) {
        try {
            inTransaction(ids.first(), session -> {
                ids.forEach(id -> locked(session, id).number = ROLLED_BACK);
                session.flush();
                throw new IllegalStateException("rolled back on purpose");
            });
        } catch (IllegalStateException e) {
            // the rows are as they were
        }
    }

    private static Counter locked(Session session, int id) {
        return session.find(Counter.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private void inTransaction(int id, Consumer<Session> work) {
        try (Session session =
                factory.withOptions().tenantIdentifier((Object) tenant(id)).openSession()) {
            ModelSignals.of(factory).context(session).put("traceparent", traceparent(id));
            session.inTransaction(ignored -> work.accept(session));
        }
    }

    int number(int id) {
        try (Session session =
                factory.withOptions().tenantIdentifier((Object) tenant(id)).openSession()) {
            return session.find(Counter.class, id).number;
        }
    }

    /** The number of rows of a table that no entity is mapped to. */
    long rows(String table) {
        try (Session session =
                factory.withOptions().tenantIdentifier((Object) tenant(0)).openSession()) {
            return session.createNativeQuery("select count(*) from " + table, Long.class)
                    .getSingleResult();
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
