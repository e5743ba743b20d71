package dev.signals.it.failure.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.failure.soak.Shop.Audit;
import dev.signals.it.failure.soak.Shop.Item;
import dev.signals.it.failure.soak.Shop.Tag;
import dev.signals.it.support.TestFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many transactions from four threads, of which more than half fail: what is announced after a commit is what has been
 * committed, and the heap does not grow.
 *
 * <p>{@code -Dsignals.test.transactions=} runs another number of them, {@code -Dsignals.test.seed=} other ones.
 */
@OnEveryDatabase
class SoakIT {

    private static final int THREADS = 4;
    private static final long SEED = Long.getLong("signals.test.seed", 1);

    /** In a run of 100,000 transactions that is less than 70 bytes for each. */
    private static final long ALLOWED_GROWTH = 5_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(SoakIT.class);

    private final Database database;
    private final TestFactory factory;
    private final Counts committed = new Counts();
    private final Announced announced = new Announced();
    private final List<Long> shared = new ArrayList<>();
    private final List<Worker> workers;

    /** They would report each of the failures. */
    private final ch.qos.logback.classic.Logger hibernate =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.hibernate");

    private final java.util.logging.Logger signals =
            java.util.logging.Logger.getLogger("dev.signals.hibernate.ModelSignals");

    SoakIT(Database database) {
        this.database = database;
        // The log of statements that is there otherwise is for one thread, and grows.
        StatementInspector none = sql -> sql;
        factory = TestFactory.of(
                database,
                Map.of("hibernate.session_factory.statement_inspector", none),
                Item.class,
                Tag.class,
                Audit.class);
        factory.inTransaction(session -> {
            for (int i = 0; i < 10; i++) {
                session.persist(new Tag(i));
            }
            for (int i = 0; i < 3; i++) {
                Item item = new Item(0, "shared " + i);
                item.label = Announced.labelOf(0);
                session.persist(item);
                shared.add(item.id);
            }
        });
        announced.connect(factory.signals());
        workers = IntStream.rangeClosed(1, THREADS)
                .mapToObj(number ->
                        new Worker(factory.sessionFactory(), number, SEED * THREADS + number, shared, committed))
                .toList();
    }

    @BeforeEach
    void silence() {
        hibernate.setLevel(Level.OFF);
        signals.setLevel(java.util.logging.Level.OFF);
    }

    @AfterEach
    void close() {
        hibernate.setLevel(null);
        signals.setLevel(null);
        factory.close();
    }

    @Test
    void whatIsAnnouncedIsWhatWasCommittedAndNothingIsKept() throws Exception {
        long start = System.nanoTime();
        runUntil(transactions() / 4);
        long heapAtFirst = usedHeap();
        runUntil(transactions());
        long heapAtLast = usedHeap();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        LOG.info(
                "{}: {} transactions in {} s; announced {} at once, {} after a commit, {} after a rollback: {};"
                        + " heap {} KB after a quarter, {} KB after all",
                database,
                workers.stream().mapToLong(Worker::transactions).sum(),
                taken.toSeconds(),
                announced.atOnce().all(),
                announced.afterCommit().all(),
                announced.afterRollback().all(),
                announced.afterCommit().asMap(),
                heapAtFirst / 1024,
                heapAtLast / 1024);
        assertThat(announced.afterCommit().asMap()).isEqualTo(committed.asMap());
        theDatabaseHoldsWhatWasAnnounced();
        theEndOfEachIsToldOnce();
        assertThat(heapAtLast - heapAtFirst).as("growth of the heap").isLessThan(ALLOWED_GROWTH);
    }

    private void theDatabaseHoldsWhatWasAnnounced() {
        Counts counts = announced.afterCommit();
        List<Item> items = factory.fromTransaction(
                session -> session.createSelectionQuery("from Item", Item.class).getResultList());
        assertThat(items).hasSize((int) (shared.size() + counts.of(Kind.CREATED) - counts.of(Kind.DELETED)));
        assertThat(items).allSatisfy(item -> {
            assertThat(item.version).isEqualTo(announced.updates().getOrDefault(item.id, 0));
            assertThat(item.amount).isEqualTo(item.version);
            assertThat(item.label).isEqualTo(Announced.labelOf(item.amount));
        });
        assertThat(items)
                .extracting(item -> item.id)
                .containsAll(announced.updates().keySet());
        assertThat(factory.count("Tagged")).isEqualTo(counts.of(Kind.TAGGED) - counts.of(Kind.UNTAGGED));
        assertThat(factory.count("Audit")).isZero();
        assertThat(workers.stream().mapToLong(Worker::audits).sum()).isEqualTo(counts.of(Kind.AUDITED));
    }

    private void theEndOfEachIsToldOnce() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.ON_COMMIT) {
                assertThat(announced.afterCompletion().of(kind))
                        .as("%s after completion", kind)
                        .isEqualTo(announced.afterCommit().of(kind)
                                + announced.afterRollback().of(kind));
            }
        }
    }

    /** Fewer on PostgreSQL, unless a number is given, as statements take longer there. */
    private long transactions() {
        return Long.getLong("signals.test.transactions", database == Database.H2 ? 2_000 : 1_000);
    }

    private void runUntil(long transactions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Worker worker : workers) {
                running.add(threads.submit(() -> worker.run(transactions / THREADS)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
