package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.WhenFull;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executors that carry the user of the committing thread over, as Spring Security and the tracers do. */
@OnEveryDatabase
@Timeout(120)
class CarriedContextIT {

    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    private final TestFactory factory;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Note note;

    CarriedContextIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        note = factory.saved(new Note("nobody's"));
        factory.signals().onFailure((connection, event, failure) -> failures.add(String.valueOf(failure)));
    }

    @AfterEach
    void close() {
        released.countDown();
        factory.close();
        pools.forEach(ExecutorService::shutdownNow);
    }

    private Executor carryingTo(ExecutorService pool) {
        pools.add(pool);
        return task -> {
            String user = USER.get();
            pool.execute(() -> {
                String before = USER.get();
                USER.set(user);
                try {
                    task.run();
                } finally {
                    USER.set(before);
                }
            });
        };
    }

    /** Notes who has written and who is seen as the user, and holds the first call until it is released. */
    private void connect(ReceiverExecutor executor) {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            String by = event.instance().text;
                            if (event.id().equals(note.id)) {
                                by = String.valueOf(event.changes().get("text").newValue());
                                released.await(30, TimeUnit.SECONDS);
                            }
                            log.add(by + " as " + USER.get());
                        },
                        afterCommit(executor));
    }

    private void writeAs(String user) {
        USER.set(user);
        try {
            factory.inTransaction(session -> session.find(Note.class, note.id).text = user);
        } finally {
            USER.remove();
        }
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user" + i).toList();
    }

    private void assertEachAsItself(List<String> users) {
        assertThat(failures).isEmpty();
        assertThat(log)
                .containsExactlyElementsOf(
                        users.stream().map(user -> user + " as " + user).toList());
    }

    private void assertCarried(ReceiverExecutor executor) {
        connect(executor);
        List<String> users = users(12);
        users.forEach(this::writeAs);
        released.countDown();
        executor.awaitCalls();

        assertEachAsItself(users);
    }

    @Test
    void eachCallHasTheUserOfItsOwnCommitter() {
        assertCarried(
                ReceiverExecutor.on(carryingTo(Executors.newFixedThreadPool(2))).orderedPerEntity());
    }

    @Test
    void soItIsWithOneThread() {
        assertCarried(ReceiverExecutor.on(carryingTo(Executors.newSingleThreadExecutor()))
                .orderedPerEntity());
    }

    @Test
    void soItIsWithOneThreadThatPrefersItsOwnTasks() {
        assertCarried(ReceiverExecutor.on(carryingTo(new ForkJoinPool(1))).orderedPerEntity());
    }

    @Test
    void soItIsWithAThreadForEachTask() {
        assertCarried(
                ReceiverExecutor.on(carryingTo(Executors.newCachedThreadPool())).orderedPerEntity());
    }

    @Test
    void soItIsWithAPoolThatTakesLittleAndThenCallsInTheCommittingThread() throws Exception {
        assertCarriedWhenRefused(new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Test
    void soItIsWithAPoolThatTakesLittleAndThenRefuses() throws Exception {
        assertCarriedWhenRefused(new ThreadPoolExecutor.AbortPolicy());
    }

    /** The committing threads wait, so each is one of its own. */
    private void assertCarriedWhenRefused(java.util.concurrent.RejectedExecutionHandler policy) throws Exception {
        ReceiverExecutor executor = ReceiverExecutor.on(carryingTo(
                        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2), policy)))
                .orderedPerEntity();
        connect(executor);
        List<String> users = users(8);
        List<Thread> committing = new ArrayList<>();
        for (String user : users) {
            Thread thread = new Thread(() -> writeAs(user));
            committing.add(thread);
            thread.start();
            while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        released.countDown();
        for (Thread thread : committing) {
            thread.join();
        }
        executor.awaitCalls();

        assertEachAsItself(users);
    }

    @Test
    void soItIsWhenTheQueueIsFullAndTheCommittingThreadCalls() {
        released.countDown();
        ReceiverExecutor executor = ReceiverExecutor.on(carryingTo(Executors.newFixedThreadPool(2)))
                .orderedPerEntity()
                .atMost(1, WhenFull.CALL_AT_ONCE);

        assertCarried(executor);
    }

    /** Virtual threads inherit from the committer; those of a pool, which are used again, from nobody. */
    @Test
    void noThreadOfTheLibraryHasInheritedFromAnotherCommitter() {
        InheritableThreadLocal<@Nullable String> inherited = new InheritableThreadLocal<>();
        ReceiverExecutor executor = ReceiverExecutor.onVirtualThreads().orderedPerEntity();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            released.await(30, TimeUnit.SECONDS);
                            log.add(event.changes().get("text").newValue() + " as " + inherited.get());
                        },
                        afterCommit(executor));
        List<String> users = users(12);
        users.forEach(user -> {
            inherited.set(user);
            writeAs(user);
        });
        inherited.remove();
        released.countDown();
        executor.awaitCalls();

        boolean virtual = Runtime.version().feature() >= 21;
        assertThat(log)
                .containsExactlyElementsOf(users.stream()
                        .map(user -> user + " as " + (virtual ? user : null))
                        .toList());
    }

    @Test
    void aReceiverThatWritesItsEntityAgainKeepsItsUser() {
        ReceiverExecutor executor = ReceiverExecutor.on(carryingTo(Executors.newSingleThreadExecutor()))
                .orderedPerEntity();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            String text =
                                    String.valueOf(event.changes().get("text").newValue());
                            log.add(text + " as " + USER.get());
                            if (text.length() < 4) {
                                event.inNewTransaction((session, written) -> written.text += "!");
                            }
                        },
                        afterCommit(executor));

        writeAs("a");
        executor.awaitCalls();

        assertThat(log).containsExactly("a as a", "a! as a", "a!! as a", "a!!! as a");
    }

    @Test
    void inTheCommittingThreadAReceiverThatWritesItsEntityAgainDoesNotWaitForItself() {
        ReceiverExecutor executor = ReceiverExecutor.on(Runnable::run).orderedPerEntity();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            String text =
                                    String.valueOf(event.changes().get("text").newValue());
                            if (text.length() < 4) {
                                event.inNewTransaction((session, written) -> written.text += "!");
                            }
                            log.add(text + " as " + USER.get());
                        },
                        afterCommit(executor));

        writeAs("a");

        assertThat(log).containsExactly("a as a", "a! as a", "a!! as a", "a!!! as a");
    }

    @Test
    void aPoolThatIsShutDownLosesNoCallSilently() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        ReceiverExecutor executor = ReceiverExecutor.on(carryingTo(pool)).orderedPerEntity();
        connect(executor);

        writeAs("user0");
        pool.shutdown();
        released.countDown();
        executor.awaitCalls();
        writeAs("user1");

        assertThat(log).containsExactly("user0 as user0");
        assertThat(failures).singleElement().asString().contains(RejectedExecutionException.class.getSimpleName());
    }
}
