package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.WhenFull;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.support.TestFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight threads hand over calls at once: each is made or reported, once, and those of one entity in order. */
@OnEveryDatabase
@Timeout(120)
class ReceiverExecutorLoadIT {

    private static final int THREADS = 8;
    private static final int CALLS = 150;

    private final TestFactory factory;
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    ReceiverExecutorLoadIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
        pool.shutdownNow();
    }

    /** Rejects, fails, and calls in the calling thread, now and then. */
    private void moody(Runnable work) {
        int mood = ThreadLocalRandom.current().nextInt(12);
        if (mood == 0) {
            throw new RejectedExecutionException("moody");
        } else if (mood == 1) {
            throw new IllegalStateException("broken");
        } else if (mood == 2) {
            work.run();
        } else {
            pool.execute(work);
        }
    }

    @Test
    void orderedAndWaiting() throws Exception {
        load(true, WhenFull.WAIT, pool, false);
    }

    @Test
    void orderedAndCallingAtOnce() throws Exception {
        load(true, WhenFull.CALL_AT_ONCE, pool, false);
    }

    @Test
    void orderedAndRejecting() throws Exception {
        load(true, WhenFull.REJECT, pool, false);
    }

    @Test
    void orderedAndWaitingForAnExecutorThatRejectsAtRandom() throws Exception {
        load(true, WhenFull.WAIT, this::moody, false);
    }

    @Test
    void orderedAndCallingAtOnceWithAnExecutorThatRejectsAtRandom() throws Exception {
        load(true, WhenFull.CALL_AT_ONCE, this::moody, true);
    }

    @Test
    void unorderedWithAnExecutorThatRejectsAtRandomAndInterruptedWaiters() throws Exception {
        load(false, WhenFull.WAIT, this::moody, true);
    }

    @Test
    void inTheCallingThread() throws Exception {
        load(true, WhenFull.WAIT, Runnable::run, false);
    }

    private void load(boolean ordered, WhenFull policy, Executor executor, boolean interrupts) throws Exception {
        ReceiverExecutor calls = ReceiverExecutor.on(executor).closingWithin(Duration.ofSeconds(60));
        calls = (ordered ? calls.orderedPerEntity() : calls).atMost(5, policy);
        Map<String, Queue<Integer>> made = new ConcurrentHashMap<>();
        Queue<String> reported = new ConcurrentLinkedQueue<>();
        AtomicInteger count = new AtomicInteger();
        factory.signals().onFailure((connection, event, failure) -> reported.add(failure.toString()));
        factory.signals()
                .postSave()
                .connect(
                        Category.class,
                        event -> {
                            count.incrementAndGet();
                            made.computeIfAbsent(event.instance().code, key -> new ConcurrentLinkedQueue<>())
                                    .add(Integer.parseInt(event.instance().text));
                            if (ThreadLocalRandom.current().nextInt(4) == 0) {
                                Thread.yield();
                            }
                        },
                        afterCommit(calls));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int number = t;
            Thread thread = new Thread(() -> save(number));
            threads.add(thread);
            thread.start();
        }
        Random random = new Random(1);
        while (interrupts && threads.stream().anyMatch(Thread::isAlive)) {
            Thread.yield();
            if (random.nextInt(100) == 0) {
                Thread victim = threads.get(random.nextInt(THREADS));
                if (victim.getStackTrace().length > 0
                        && List.of(victim.getStackTrace()).toString().contains("awaitRoom")) {
                    victim.interrupt();
                }
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        calls.awaitCalls();

        assertThat(count.get() + reported.size()).isEqualTo(THREADS * CALLS);
        made.values().forEach(numbers -> {
            assertThat(numbers).doesNotHaveDuplicates();
            if (ordered) {
                assertThat(List.copyOf(numbers)).isSorted();
            }
        });
    }

    /** Each thread has two entities of its own, so it knows the order of their commits. */
    private void save(int thread) {
        for (int i = 0; i < CALLS; i++) {
            Category category = new Category("c" + thread + "-" + i % 2);
            category.text = String.valueOf(i);
            try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
                session.beginTransaction();
                session.upsert(category);
                session.getTransaction().commit();
            }
            Thread.interrupted();
        }
    }
}
