package dev.signals;

import static dev.signals.Options.onError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of users that break every contract hide no failure and keep nobody from being called. */
class HostileInputTest {

    private final Signal<Object> signal = Signal.of("hostile", Object.class);
    private final Calls calls = new Calls();
    private LogCapture log = LogCapture.open();

    @BeforeEach
    void quietLog() {
        log.close();
        log = LogCapture.open();
    }

    @AfterEach
    void restoreLog() {
        log.close();
    }

    @Test
    void anEventWhoseToStringOverflowsTheStackHidesNoFailure() {
        IllegalStateException failure = new IllegalStateException("of the receiver");
        signal.connect(event -> {
            throw failure;
        });
        Hostile.Event event = new Hostile.Event(StackOverflowError::new);

        assertThatThrownBy(() -> signal.send((Class<?>) null, event)).isSameAs(failure);
        assertThat(signal.sendRobust((Class<?>) null, event))
                .extracting(outcome -> ((Outcome.Failed) outcome).cause())
                .containsExactly(failure);
        assertThat(log.onlyMessage())
                .contains("dev.signals.Hostile$Event (its toString threw java.lang.StackOverflowError)");
    }

    @Test
    void anEventThatEqualsNothingAndHasNoHashIsSent() {
        signal.connect(calls.receiver("one"));
        BatchReceiver<Object> batch = events -> calls.add(events.size() + " at once");
        signal.connect(batch);

        signal.send((Class<?>) null, new Hostile.Event());
        signal.sendAll(List.of(new Object(), new Hostile.Event()), event -> null);

        assertThat(calls.take()).containsExactly("one", "1 at once", "one", "one", "2 at once");
    }

    @Test
    void sendersThatEqualEachOtherAreStillTwo() {
        Object first = new Hostile.EqualsAll();
        Object second = new Hostile.EqualsAll();
        signal.connect(first, calls.receiver("of the first"));
        signal.connect(second, calls.receiver("of the second"));

        signal.send(second, "event");

        assertThat(calls.take()).containsExactly("of the second");
        assertThat(signal.disconnect(new Hostile.EqualsAll(), calls.receiver("of nobody")))
                .isFalse();
        assertThat(signal.connections()).hasSize(2);
    }

    @Test
    void receiversThatEqualEachOtherAreStillTwo() {
        class Same extends Hostile.EqualsAll implements SignalReceiver<Object> {
            @Override
            public void receive(Object event) {
                calls.add("same");
            }
        }
        signal.connect(new Same());
        signal.connect(new Same());

        signal.send((Class<?>) null, "event");

        assertThat(calls.take()).containsExactly("same", "same");
        assertThat(signal.disconnect(new Same())).isFalse();
    }

    @Test
    void closingOneOfTwoObserversThatAreEqualEndsThatOne() {
        class Same extends Hostile.EqualsAll implements ReceiverObserver {
            private final String name;

            Same(String name) {
                this.name = name;
            }

            @Override
            public AfterCall beforeCall(Connection connection, Object event) {
                calls.add(name);
                return AfterCall.IGNORED;
            }
        }
        signal.connect(event -> {});
        signal.observe(new Same("first"));
        signal.observe(new Same("second")).close();

        signal.send((Class<?>) null, "event");

        assertThat(calls.take()).containsExactly("first");
    }

    @Test
    void anErrorOfAnObserverHidesNoFailureAndKeepsNoOtherObserverFromTheEnd() {
        AtomicInteger ended = new AtomicInteger();
        signal.observe((connection, event) -> failure -> ended.incrementAndGet());
        signal.observe((connection, event) -> failure -> {
            throw new AssertionError("of the observer");
        });
        IllegalStateException failure = new IllegalStateException("of the receiver");
        signal.connect(event -> {
            throw failure;
        });

        assertThatThrownBy(() -> signal.send((Class<?>) null, "event")).isSameAs(failure);
        assertThat(ended).hasValue(1);
        assertThat(failure.getSuppressed())
                .anySatisfy(other -> assertThat(other).hasMessage("of the observer"));
    }

    @Test
    void anErrorOfAnObserverOfACallThatReturnedReachesTheSender() {
        AssertionError error = new AssertionError("of the observer");
        signal.observe((connection, event) -> failure -> {
            throw error;
        });
        signal.connect(calls.receiver("one"));

        assertThatThrownBy(() -> signal.send((Class<?>) null, "event")).isSameAs(error);
        assertThat(calls.take()).containsExactly("one");
    }

    @Test
    void aFailureThatIsNeitherExceptionNorErrorDoesNotStopARobustSending() {
        Throwable failure = new Throwable("neither");
        signal.connect(event -> Hostile.<RuntimeException>throwIt(failure));
        signal.connect(SignalReceiver.async(event -> CompletableFuture.failedFuture(failure)));
        signal.connect(calls.receiver("the last"));

        List<Outcome> outcomes = signal.sendRobust((Class<?>) null, "event");

        assertThat(calls.take()).containsExactly("the last");
        assertThat(outcomes)
                .filteredOn(Outcome.Failed.class::isInstance)
                .hasSize(2)
                .extracting(outcome -> ((Outcome.Failed) outcome).cause())
                .allSatisfy(cause -> assertThat(cause)
                        .isInstanceOf(SignalReceiverException.class)
                        .hasCause(failure));
    }

    @Test
    void aFailureThatIsNeitherExceptionNorErrorIsIsolatedAsOthersAre() {
        signal.connect(
                event -> Hostile.<RuntimeException>throwIt(new Throwable("neither")), onError(ErrorPolicy.ISOLATE));
        signal.connect(calls.receiver("the last"));

        signal.send((Class<?>) null, "event");

        assertThat(calls.take()).containsExactly("the last");
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void aFailureThatIsNeitherExceptionNorErrorEndsABatchInAWrapper() {
        Throwable failure = new Throwable("neither");
        BatchReceiver<Object> batch = events -> Hostile.<RuntimeException>throwIt(failure);
        signal.connect(batch);

        assertThatExceptionOfType(SignalReceiverException.class)
                .isThrownBy(() -> signal.sendAll(List.of("event"), event -> null))
                .withCause(failure);
        signal.sendAllRobust(List.of("event"), event -> null);
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void aCheckedFailureThatCannotBePrintedIsTheCauseOfTheWrapper() {
        class Unprintable extends Exception {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                throw new IllegalStateException("toString");
            }
        }
        Unprintable failure = new Unprintable();
        signal.connect(event -> {
            throw failure;
        });

        Throwable thrown = catchThrowable(() -> signal.send((Class<?>) null, "event"));

        assertThat(thrown).isInstanceOf(SignalReceiverException.class);
        assertThat(thrown.getCause()).isSameAs(failure);
        assertThat(thrown.getMessage()).contains("Unprintable (its toString threw java.lang.IllegalStateException)");
    }

    @Test
    void aHandlerThatThrowsAndCannotBePrintedKeepsNoOtherFromTheFailure() {
        class Broken implements ReceiverExceptionHandler {
            @Override
            public void handle(Connection connection, Object event, Throwable failure) {
                throw new AssertionError("of the handler");
            }

            @Override
            public String toString() {
                throw new IllegalStateException("toString");
            }
        }
        List<Throwable> handled = new ArrayList<>();
        signal.onFailure(new Broken());
        signal.onFailure((connection, event, failure) -> handled.add(failure));
        IllegalStateException failure = new IllegalStateException("of the receiver");
        signal.connect(event -> {
            throw failure;
        });

        signal.sendRobust((Class<?>) null, "event");

        assertThat(handled).containsExactly(failure);
    }

    @Test
    void anExceptionWhoseCauseCannotBeReadFailsItsReceiverAlone() {
        class Unreadable extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("getCause");
            }
        }
        Unreadable failure = new Unreadable();
        signal.connect(SignalReceiver.async(event -> {
            throw failure;
        }));
        signal.connect(SignalReceiver.async(event -> CompletableFuture.completedFuture("answer")));

        List<Outcome> outcomes =
                signal.sendRobustAsync((Class<?>) null, "event", Runnable::run).join();

        assertThat(outcomes).hasSize(2);
        assertThat(((Outcome.Failed) outcomes.get(0)).cause()).isSameAs(failure);
        assertThat(((Outcome.Returned) outcomes.get(1)).answer()).isEqualTo("answer");
    }

    @Test
    void anExecutorThatThrowsAnErrorFailsTheFuture() {
        signal.connect(calls.receiver("one"));
        AssertionError error = new AssertionError("of the executor");

        CompletableFuture<?> future = signal.sendAsync((Class<?>) null, "event", task -> {
            throw error;
        });

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(future::join)
                .withCause(error);
    }
}
