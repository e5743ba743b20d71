package dev.signals;

import static dev.signals.SignalReceiver.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SendTest.Failing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code sendAsync} and {@code sendRobustAsync}, which do not wait. */
class SendAsyncTest {

    private final Signal<String> signal = Signal.of("custom", String.class);
    private final Calls calls = new Calls();
    private final Tasks tasks = new Tasks();
    private final LogCapture log = LogCapture.open();

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void a27_plainReceiversRunInOneTaskThenEachAsynchronousOneInItsOwn() {
        Connection a1 = signal.connect(started("async one"));
        Connection s1 = signal.connect(calls.answering("sync one", 1));
        Connection a2 = signal.connect(started("async two"));
        signal.connect(calls.receiver("sync two"));

        CompletableFuture<List<Outcome.Returned>> answers = signal.sendAsync(null, "saved", tasks);
        assertThat(calls.take()).isEmpty();

        assertThat(tasks.runNext()).isTrue();
        assertThat(calls.take()).containsExactly("sync one", "sync two");
        assertThat(tasks.runNext()).isTrue();
        assertThat(calls.take()).containsExactly("async one");
        assertThat(answers).isNotDone();
        assertThat(tasks.runNext()).isTrue();
        assertThat(calls.take()).containsExactly("async two");
        assertThat(tasks.runNext()).isFalse();

        assertThat(answers)
                .isCompletedWithValue(List.of(
                        new Outcome.Returned(s1, 1),
                        new Outcome.Returned(a1, "async one"),
                        new Outcome.Returned(a2, "async two")));
    }

    @Test
    void a27_answersComeInCallingOrderHoweverTheStagesComplete() {
        CompletableFuture<Object> one = new CompletableFuture<>();
        CompletableFuture<Object> two = new CompletableFuture<>();
        Connection first = signal.connect(async(event -> one));
        Connection second = signal.connect(async(event -> two));
        CompletableFuture<List<Outcome>> outcomes = signal.sendRobustAsync(null, "saved", Runnable::run);

        two.complete(2);
        assertThat(outcomes).isNotDone();
        one.complete(1);

        assertThat(outcomes)
                .isCompletedWithValue(List.of(new Outcome.Returned(first, 1), new Outcome.Returned(second, 2)));
    }

    @Test
    void a19_theListIsFixedWhenTheSendingStartsNotWhenItsTaskRuns() {
        Connection connection = signal.connect(calls.receiver("disconnected meanwhile"));
        CompletableFuture<?> done = signal.sendAsync(null, "saved", tasks);
        connection.close();
        signal.connect(calls.receiver("connected meanwhile"));

        tasks.runAll();

        assertThat(done).isCompleted();
        assertThat(calls.take()).containsExactly("disconnected meanwhile");
    }

    @Test
    void a21_nobodyListeningAnswersAnEmptyList() {
        assertThat(signal.sendAsync(null, "saved", Runnable::run)).isCompletedWithValue(List.of());
        assertThat(signal.sendRobustAsync(null, "saved", Runnable::run)).isCompletedWithValue(List.of());
    }

    @Test
    void a22_theFirstFailureFailsTheFutureAndNobodyElseIsCalled() {
        IllegalStateException failure = new IllegalStateException("no");
        signal.connect(started("async"));
        signal.connect(new Failing(failure));
        signal.connect(calls.receiver("never"));

        CompletableFuture<?> answers = signal.sendAsync(null, "saved", tasks);
        tasks.runAll();

        assertThatThrownBy(answers::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining(Failing.class.getName());
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void a22_theFailureOfAnAsynchronousReceiverFailsTheFuture() {
        IOException failure = new IOException("no");
        signal.connect(async(event -> CompletableFuture.failedFuture(failure)));

        assertThatThrownBy(signal.sendAsync(null, "saved", Runnable::run)::join)
                .cause()
                .isInstanceOf(SignalReceiverException.class)
                .hasCause(failure);
    }

    @Test
    void a23_failuresOfBothKindsAreOutcomesAndLogged() {
        IllegalStateException plain = new IllegalStateException("plain");
        IllegalStateException background = new IllegalStateException("background");
        Connection failingAsync = signal.connect(async(event -> CompletableFuture.failedFuture(background)));
        Connection failingPlain = signal.connect(new Failing(plain));

        assertThat(signal.sendRobustAsync(null, "saved", Runnable::run))
                .isCompletedWithValue(
                        List.of(new Outcome.Failed(failingPlain, plain), new Outcome.Failed(failingAsync, background)));
        assertThat(log.levels()).containsExactly(Level.SEVERE, Level.SEVERE);
    }

    @Test
    void a24_anErrorFailsTheFutureOfTheRobustSendingToo() {
        AssertionError failure = new AssertionError("no");
        signal.connect(async(event -> {
            throw failure;
        }));

        assertThatThrownBy(signal.sendRobustAsync(null, "saved", Runnable::run)::join)
                .hasCause(failure);
    }

    @Test
    void aReceiverThatReturnsNoStageHasFailed() {
        signal.connect(async(event -> AsyncReceiversTest.noStage()));

        assertThat(signal.sendRobustAsync(null, "saved", Runnable::run).join())
                .singleElement()
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anExecutorThatTakesNoTaskFailsTheFuture() {
        signal.connect(calls.receiver("never"));
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };

        assertThatThrownBy(signal.sendAsync(null, "saved", full)::join)
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(signal.sendRobustAsync(null, "saved", full)::join)
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void anExecutorThatTakesOnlyThePlainTaskFailsTheFuture() {
        signal.connect(calls.receiver("sync"));
        signal.connect(started("never"));
        int[] left = {1};
        Executor almostFull = task -> {
            if (left[0]-- == 0) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        };

        assertThatThrownBy(signal.sendAsync(null, "saved", almostFull)::join)
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
        assertThat(calls.take()).containsExactly("sync");
    }

    @Test
    void cancellingTheFutureStopsNoReceiver() {
        signal.connect(calls.receiver("sync"));
        signal.connect(started("async"));

        signal.sendAsync(null, "saved", tasks).cancel(true);
        tasks.runAll();

        assertThat(calls.take()).containsExactly("sync", "async");
    }

    @Test
    void aStageThatNeverEndsKeepsTheFutureOpenAndNoThread() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            signal.connect(async(event -> new CompletableFuture<>()));
            CompletableFuture<?> open = signal.sendAsync(null, "saved", single);

            assertThat(signal.scoped().sendAsync(null, "saved", single)).isNotDone();
            assertThat(single.submit(() -> "free").get(10, TimeUnit.SECONDS)).isEqualTo("free");
            assertThat(open).isNotDone();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void oneThreadIsEnough() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            Connection sync = signal.connect(calls.answering("sync", 1));
            Connection one = signal.connect(started("one"));
            Connection two = signal.connect(started("two"));

            assertThat(signal.sendAsync(null, "saved", single).get(10, TimeUnit.SECONDS))
                    .containsExactly(
                            new Outcome.Returned(sync, 1),
                            new Outcome.Returned(one, "one"),
                            new Outcome.Returned(two, "two"));
        } finally {
            single.shutdownNow();
        }
    }

    private AsyncReceiver<Object> started(String name) {
        return event -> {
            calls.add(name);
            return CompletableFuture.completedFuture(name);
        };
    }

    /** An executor whose tasks are run by the test, one at a time. */
    private static final class Tasks implements Executor {

        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        boolean runNext() {
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
            return next != null;
        }

        void runAll() {
            while (runNext()) {
                // each may add another
            }
        }
    }
}
