package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.ObjIntConsumer;
import org.hibernate.Session;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counters that several transactions increment. */
@OnEveryDatabase
class QuietCountersIT {

    private static final int INCREMENTS = 10_000;
    private static final int INCREMENTS_PER_TRANSACTION = 50;

    @Entity(name = "Counter")
    static class Counter {
        @Id
        long id = 1;

        String name;
        Long hits;
    }

    private final TestFactory factory;
    private final CyclicBarrier start = new CyclicBarrier(2);

    QuietCountersIT(Database database) {
        StatementInspector none = sql -> sql; // that of the factory is for one thread
        factory =
                TestFactory.of(database, Map.of("hibernate.session_factory.statement_inspector", none), Counter.class);
        factory.inTransaction(session -> session.persist(new Counter()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void noIncrementOfTwoThreadsIsLostThoughOneOfThemFlushesTheInstanceToo() {
        CompletableFuture<Void> byId = inThread((session, transaction) -> increment(session, Counter.class, 1L));
        CompletableFuture<Void> byInstance = inThread((session, transaction) -> {
            Counter counter = session.find(Counter.class, 1L);
            counter.name = "name " + transaction; // the flush of the commit writes all columns
            for (int i = 0; i < INCREMENTS_PER_TRANSACTION; i++) {
                QuietUpdate.of(session, counter).increment("hits", 1).execute();
            }
        });
        byId.join();
        byInstance.join();

        assertThat(factory.sql("select hits from Counter")).hasToString(String.valueOf(2 * INCREMENTS));
        assertThat(factory.sql("select name from Counter"))
                .isEqualTo("name " + (INCREMENTS / INCREMENTS_PER_TRANSACTION - 1));
    }

    private static void increment(Session session, Class<?> type, Object id) {
        for (int i = 0; i < INCREMENTS_PER_TRANSACTION; i++) {
            QuietUpdate.of(session, type, id).increment("hits", 1).execute();
        }
    }

    private CompletableFuture<Void> inThread(ObjIntConsumer<Session> transaction) {
        return CompletableFuture.runAsync(
                () -> {
                    await();
                    for (int i = 0; i < INCREMENTS / INCREMENTS_PER_TRANSACTION; i++) {
                        int number = i;
                        factory.inTransaction(session -> transaction.accept(session, number));
                    }
                },
                task -> new Thread(task, "counter").start());
    }

    private void await() {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
