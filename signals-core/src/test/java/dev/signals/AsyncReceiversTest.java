package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static dev.signals.SignalReceiver.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Blog.Article;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asynchronous receivers of {@code send} and {@code sendRobust}, which wait for them. */
class AsyncReceiversTest {

    private final Signal<String> signal = Signal.of("custom", String.class);
    private final Calls calls = new Calls();
    private final LogCapture log = LogCapture.open();

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void a27_plainReceiversAreCalledFirstThenTheAsynchronousOnes() {
        Connection a1 = signal.connect(returning("async one", 1));
        Connection s1 = signal.connect(calls.answering("sync", 3));
        Connection a2 = signal.connect(returning("async two", 2));

        assertThat(signal.send(null, "saved"))
                .containsExactly(new Outcome.Returned(s1, 3), new Outcome.Returned(a1, 1), new Outcome.Returned(a2, 2));
        assertThat(calls.take()).containsExactly("sync", "async one", "async two");
    }

    @Test
    void a27_asynchronousReceiversGoOnAtTheSameTime() {
        CompletableFuture<String> second = new CompletableFuture<>();
        Connection waiting = signal.connect(async(event -> second.thenApply(answer -> "after " + answer)));
        Connection completing = signal.connect(async(event -> {
            second.complete("the second");
            return second;
        }));

        assertThat(signal.send(null, "saved"))
                .containsExactly(
                        new Outcome.Returned(waiting, "after the second"),
                        new Outcome.Returned(completing, "the second"));
    }

    @Test
    void a27_sendWaitsForStagesThatAreCompletedByAnotherThread() {
        Connection connection = signal.connect(async(event -> CompletableFuture.supplyAsync(() -> "later " + event)));

        assertThat(signal.send(null, "saved")).containsExactly(new Outcome.Returned(connection, "later saved"));
    }

    @Test
    void a27_aFailingPlainReceiverKeepsTheAsynchronousOnesFromStarting() {
        signal.connect(returning("async", 1));
        signal.connect(event -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> signal.send(null, "saved")).hasMessage("no");
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void a27_theFailureOfAnAsynchronousReceiverIsAnOutcomeOfSendRobust() {
        IllegalStateException failure = new IllegalStateException("async");
        Connection bad = signal.connect(Article.class, failing(failure), uid("bad"));
        Connection good = signal.connect(returning("good", 2));
        Connection sync = signal.connect(calls.receiver("sync"));

        assertThat(signal.sendRobust(Article.class, "saved"))
                .containsExactly(
                        new Outcome.Returned(sync, null),
                        new Outcome.Failed(bad, failure),
                        new Outcome.Returned(good, 2));
        assertThat(log.levels()).containsExactly(Level.SEVERE);
        assertThat(log.onlyMessage()).contains("custom", "bad", Article.class.getName());
    }

    @Test
    void a28_aFailureDoesNotCancelTheOthers() {
        signal.connect(failing(new IllegalStateException("no")));
        signal.connect(returning("second", 2));

        assertThatThrownBy(() -> signal.send(null, "saved")).hasMessage("no");
        assertThat(calls.take()).containsExactly("second");
    }

    @Test
    void a28_ofSeveralFailuresTheFirstInOrderIsThrownWithTheOthersAttached() {
        IllegalStateException first = new IllegalStateException("first");
        IOException second = new IOException("second");
        CompletableFuture<Object> late = new CompletableFuture<>();
        signal.connect(async(event -> late), uid("late"));
        signal.connect(async(event -> {
            late.completeExceptionally(first);
            throw second;
        }));

        Throwable thrown = catchThrowable(() -> signal.send(null, "saved"));

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).hasSize(2);
        assertThat(thrown.getSuppressed()[0]).hasMessageContaining("late");
        assertThat(thrown.getSuppressed()[1])
                .isInstanceOf(SignalReceiverException.class)
                .hasCause(second);
    }

    @Test
    void aFailureThatTwoReceiversShareIsThrownOnce() {
        IllegalStateException shared = new IllegalStateException("shared");
        signal.connect(failing(shared));
        signal.connect(failing(shared));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(shared);
    }

    @Test
    void failuresThrownAgainAndAgainDoNotPileUp() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two");
        signal.connect(failing(one));
        signal.connect(failing(two));

        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(one);
        }

        assertThat(one.getSuppressed()).hasSizeLessThan(40);
    }

    @Test
    void anExceptionAtTheStartCountsLikeAFailedStage() {
        IOException failure = new IOException("no connection");
        Connection connection = signal.connect(async(event -> {
            throw failure;
        }));

        assertThat(signal.sendRobust(null, "saved")).containsExactly(new Outcome.Failed(connection, failure));
    }

    @Test
    void aCancelledStageIsAFailure() {
        signal.connect(async(event -> {
            CompletableFuture<Object> cancelled = new CompletableFuture<>();
            cancelled.cancel(true);
            return cancelled;
        }));

        assertThat(signal.sendRobust(null, "saved"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(CancellationException.class));
    }

    @Test
    void aReceiverThatReturnsNoStageHasFailed() {
        signal.connect(async(event -> noStage()));

        assertThat(signal.sendRobust(null, "saved"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause())
                                .isInstanceOf(NullPointerException.class)
                                .hasMessageContaining("stage"));
    }

    @Test
    void aReceiverThatReturnsNoStageFailsTheSending() {
        signal.connect(async(event -> noStage()));

        assertThatThrownBy(() -> signal.send(null, "saved"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("stage");
    }

    @Test
    void aStageThatHoldsNullAnswersNull() {
        Connection connection = signal.connect(async(event -> CompletableFuture.completedFuture(null)));

        assertThat(signal.send(null, "saved")).containsExactly(new Outcome.Returned(connection, null));
    }

    @Test
    void anAsynchronousReceiverWhoseFilterRefusesIsNotStarted() {
        signal.connect(returning("refused", 1), filter(event -> false));

        assertThat(signal.send(null, "saved")).isEmpty();
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void anErrorAtTheStartReachesTheCallerWithItsReceiver() {
        AssertionError failure = new AssertionError("no");
        signal.connect(async(event -> {
            throw failure;
        }));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(failure);
        assertThatThrownBy(() -> signal.sendRobust(null, "saved")).isSameAs(failure);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("lambda in " + AsyncReceiversTest.class.getName());
    }

    @Test
    void anErrorInAStageReachesTheCaller() {
        AssertionError failure = new AssertionError("no");
        signal.connect(async(event -> CompletableFuture.failedFuture(failure)));

        assertThatThrownBy(() -> signal.send(null, "saved")).isSameAs(failure);
        assertThatThrownBy(() -> signal.sendRobust(null, "saved")).isSameAs(failure);
    }

    @Test
    void anInterruptAtTheStartIsAnOutcomeAndTheThreadStaysInterrupted() {
        InterruptedException interrupt = new InterruptedException();
        Connection connection = signal.connect(async(event -> {
            throw interrupt;
        }));

        List<Outcome> outcomes = signal.sendRobust(null, "saved");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).containsExactly(new Outcome.Failed(connection, interrupt));
    }

    @Test
    void anAsynchronousReceiverMaySendTheSignalItHears() {
        signal.connect(async(event -> {
            calls.add("async " + event);
            if (event.equals("outer")) {
                signal.send(null, "inner");
            }
            return CompletableFuture.completedFuture(event);
        }));
        signal.connect(event -> calls.add("sync " + event));

        signal.send(null, "outer");

        assertThat(calls.take()).containsExactly("sync outer", "async outer", "sync inner", "async inner");
    }

    @Test
    void callingReceiveOnAnAsynchronousReceiverWaits() throws Exception {
        AsyncReceiver<Object> receiver = async(event -> CompletableFuture.runAsync(() -> calls.add("done")));

        receiver.receive("saved");

        assertThat(calls.take()).containsExactly("done");
    }

    @Test
    void callingReceiveOnAnAsynchronousReceiverThrowsWhatItsStageHolds() {
        IOException failure = new IOException("no");
        AsyncReceiver<Object> receiver = failing(failure);

        assertThatThrownBy(() -> receiver.receive("saved")).isSameAs(failure);
    }

    private AsyncReceiver<Object> returning(String name, Object answer) {
        return event -> {
            calls.add(name);
            return CompletableFuture.completedFuture(answer);
        };
    }

    private static AsyncReceiver<Object> failing(Exception failure) {
        return event -> CompletableFuture.failedFuture(failure);
    }

    @SuppressWarnings("NullAway") // the mistake under test
    static CompletionStage<?> noStage() {
        return null;
    }
}
