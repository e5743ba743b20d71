package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.WhenFull;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers after the commit in other threads. */
@OnEveryDatabase
@Timeout(60)
class BackgroundReceiversIT {

    private final TestFactory factory;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    BackgroundReceiversIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
        threads.shutdownNow();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain");
        }
    }

    private void save(String text) {
        factory.inTransaction(session -> session.persist(new Note(text)));
    }

    @Test
    void theReceiverRunsInAnotherThreadAfterTheCommit() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        Thread committing = Thread.currentThread();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            assertThat(Thread.currentThread()).isNotSameAs(committing);
                            assertThat(event.created()).isTrue();
                            assertThatThrownBy(event::session).hasMessageContaining("its transaction has ended");
                            event.inNewTransaction((session, note) -> note.text += "!");
                            log.add(event.changes().get("text") + " of " + event.id());
                        },
                        afterCommit(executor));

        Note note = factory.saved(new Note("a"));
        executor.awaitCalls();

        assertThat(log).containsExactly("text: null -> a of " + note.id);
        assertThat(factory.sql("select text from Note")).isEqualTo("a!");
    }

    @Test
    void workForTheCommitThatAReceiverHandsOverRunsAtOnce() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            event.onCommit(() -> log.add("work"));
                            log.add("receiver");
                        },
                        afterCommit(executor));

        save("a");
        executor.awaitCalls();

        assertThat(log).containsExactly("work", "receiver");
    }

    @Test
    void aRollbackCallsNobody() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        factory.signals().postSave().connect(Note.class, event -> log.add("called"), afterCommit(executor));

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Note("a"));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        executor.awaitCalls();

        assertThat(log).isEmpty();
    }

    @Test
    void virtualThreadsAreUsedWhereThereAreAny() {
        ReceiverExecutor executor = ReceiverExecutor.onVirtualThreads();
        Set<String> kinds = ConcurrentHashMap.newKeySet();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> kinds.add(Thread.currentThread().getClass().getSimpleName()),
                        afterCommit(executor));

        save("a");
        executor.awaitCalls();

        assertThat(kinds).containsExactly(Runtime.version().feature() >= 21 ? "VirtualThread" : "Thread");
    }

    @Test
    void callsAboutOneEntityAreOrderedAndOthersAreNotHeldUp() throws InterruptedException {
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch otherCalled = new CountDownLatch(1);
        Note note = factory.saved(new Note("0"));
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.id().equals(note.id)) {
                                await(released);
                                log.add(String.valueOf(
                                        event.changes().get("text").newValue()));
                            } else {
                                otherCalled.countDown();
                            }
                        },
                        afterCommit(executor));

        List<String> expected =
                IntStream.rangeClosed(1, 200).mapToObj(String::valueOf).toList();
        expected.forEach(text -> factory.inTransaction(session -> session.find(Note.class, note.id).text = text));
        save("other");
        await(otherCalled);
        assertThat(log).isEmpty();
        released.countDown();
        executor.awaitCalls();

        assertThat(log).containsExactlyElementsOf(expected);
    }

    @Test
    void aFullQueueMakesTheCommittingThreadWait() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch thirdAccepted = new CountDownLatch(1);
        ReceiverExecutor executor = ReceiverExecutor.on(threads).atMost(2, WhenFull.WAIT);
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            await(released);
                            log.add("called");
                        },
                        afterCommit(executor));

        save("1");
        save("2");
        Thread third = new Thread(() -> {
            save("3");
            thirdAccepted.countDown();
        });
        third.start();
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(thirdAccepted.getCount()).isOne();
        released.countDown();
        await(thirdAccepted);
        executor.awaitCalls();

        assertThat(log).hasSize(3);
    }

    @Test
    void aFullQueueMakesTheCommittingThreadCall() {
        CountDownLatch released = new CountDownLatch(1);
        ReceiverExecutor executor = ReceiverExecutor.on(threads).atMost(1, WhenFull.CALL_AT_ONCE);
        Thread committing = Thread.currentThread();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (Thread.currentThread() != committing) {
                                await(released);
                            }
                            log.add(event.instance().text
                                    + (Thread.currentThread() == committing ? " here" : " there"));
                        },
                        afterCommit(executor));

        save("1");
        save("2");
        assertThat(log).containsExactly("2 here");
        released.countDown();
        executor.awaitCalls();

        assertThat(log).containsExactly("2 here", "1 there");
    }

    @Test
    void aFullQueueMayRejectWhichIsReported() {
        CountDownLatch released = new CountDownLatch(1);
        ReceiverExecutor executor = ReceiverExecutor.on(threads).atMost(1, WhenFull.REJECT);
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            await(released);
                            log.add("called");
                        },
                        afterCommit(executor));
        factory.signals()
                .onFailure((connection, event, failure) ->
                        log.add(failure.getClass().getSimpleName() + " " + event));

        save("1");
        Note rejected = factory.saved(new Note("2"));
        released.countDown();
        executor.awaitCalls();

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "RejectedExecutionException post_save of " + Note.class.getName() + "#" + rejected.id,
                        "called");
    }

    @Test
    void whatTheExecutorRejectsIsReported() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        factory.signals().postSave().connect(Note.class, event -> log.add("called"), afterCommit(executor));
        factory.signals()
                .onFailure((connection, event, failure) ->
                        log.add(failure instanceof RejectedExecutionException ? "rejected" : failure.toString()));

        threads.shutdown();
        save("1");
        executor.awaitCalls();

        assertThat(log).containsExactly("rejected");
    }

    @Test
    void aFailureIsReportedAndStopsNoOther() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("failed");
                        },
                        afterCommit(executor));
        factory.signals().postSave().connect(Note.class, event -> log.add("called"), afterCommit(executor));
        factory.signals().onFailure((connection, event, failure) -> log.add(failure.getMessage()));

        save("1");
        executor.awaitCalls();

        assertThat(log).containsExactlyInAnyOrder("failed", "called");
    }

    @Test
    void closingTheFactoryWaitsForAllCalls() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> event.inNewTransaction((session, note) -> log.add(note.text)),
                        afterCommit(executor));

        IntStream.range(0, 100).forEach(i -> save("n" + i));
        factory.sessionFactory().close();

        assertThat(log).hasSize(100);
    }

    @Test
    void closingTheFactoryReportsWhatDidNotBeginInTime() {
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService single = Executors.newSingleThreadExecutor();
        ReceiverExecutor executor = ReceiverExecutor.on(single).closingWithin(Duration.ofMillis(50));
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            await(released);
                            log.add("called " + event.instance().text);
                        },
                        afterCommit(executor));
        factory.signals().onFailure((connection, event, failure) -> log.add(failure.getMessage()));

        save("1");
        save("2");
        factory.sessionFactory().close();
        assertThat(log).containsExactly("not begun within 50 ms");
        released.countDown();
        executor.awaitCalls();
        single.shutdown();

        assertThat(log).containsExactly("not begun within 50 ms", "called 1");
    }

    @Test
    void aReceiverThatCommitsMoreThanTheQueueHoldsDoesNotWaitForItself() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads).atMost(1, WhenFull.WAIT);
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            log.add(event.instance().text);
                            if (event.instance().text.length() < 5) {
                                save(event.instance().text + "x");
                            }
                        },
                        afterCommit(executor));

        save("x");
        executor.awaitCalls();

        assertThat(log).containsExactly("x", "xx", "xxx", "xxxx", "xxxxx");
    }

    @Test
    void theChangesOfATransactionGoToABatchReceiverInOrder() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        List<Integer> sizes = new ArrayList<>();
        factory.signals().changed().connectBatch(Note.class, events -> sizes.add(events.size()), afterCommit(executor));

        for (int size = 1; size <= 50; size++) {
            int notes = size;
            factory.inTransaction(session -> IntStream.range(0, notes).forEach(i -> session.persist(new Note("n"))));
        }
        executor.awaitCalls();

        assertThat(sizes)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void roomForNothingIsRefused() {
        assertThatThrownBy(() -> ReceiverExecutor.on(threads).atMost(0, WhenFull.WAIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("room for at least 1 call, not 0");
    }
}
