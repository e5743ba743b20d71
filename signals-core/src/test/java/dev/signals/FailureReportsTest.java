package dev.signals;

import static dev.signals.Options.onError;
import static dev.signals.SignalReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said about a failure: to the log, to handlers and observers, and by the exception itself. */
class FailureReportsTest {

    private final Signal<Object> signal = Signal.of("said", Object.class);
    private final List<Object> told = new ArrayList<>();

    @Test
    void anErrorCarriesANoteAlsoWhereReceiversAnswer() {
        Connection connection = signal.connect(answering(event -> {
            throw new AssertionError("an error");
        }));

        Throwable error = catchThrowable(() -> signal.send((Class<?>) null, "hello"));

        assertThat(error).isInstanceOf(AssertionError.class);
        assertThat(SignalReceiverException.connectionOf(error)).contains(connection);
    }

    @Test
    void anExceptionThrownAgainAndAgainHasSixteenNotesAtMost() {
        IllegalStateException always = new IllegalStateException("always");
        signal.connect(event -> {
            throw always;
        });

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> signal.send((Class<?>) null, "hello")).isSameAs(always);
        }

        assertThat(always.getSuppressed()).hasSize(16);
    }

    @Test
    void anExceptionTakesSixteenFurtherFailuresAtMost() {
        for (int i = 0; i < 20; i++) {
            String message = "failure " + i;
            signal.connect(
                    event -> {
                        throw new IllegalStateException(message);
                    },
                    onError(ErrorPolicy.COLLECT));
        }

        Throwable first = catchThrowable(() -> signal.send((Class<?>) null, "hello"));

        assertThat(first.getSuppressed()).hasSize(16);
    }

    @Test
    void anIsolatedFailureAfterACollectedOneEndsNothing() {
        try (LogCapture log = LogCapture.open()) {
            signal.connect(
                    event -> {
                        throw new IllegalStateException("collected");
                    },
                    onError(ErrorPolicy.COLLECT));
            signal.connect(
                    event -> {
                        throw new IllegalStateException("isolated");
                    },
                    onError(ErrorPolicy.ISOLATE));
            signal.connect(told::add);

            assertThatThrownBy(() -> signal.send((Class<?>) null, "hello")).hasMessage("collected");

            assertThat(told).containsExactly("hello");
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void aHandlerThatFailsIsInTheLogToo() {
        try (LogCapture log = LogCapture.open()) {
            signal.onFailure((connection, event, failure) -> {
                throw new AssertionError("of the handler");
            });
            signal.connect(event -> {
                throw new IllegalStateException("of the receiver");
            });

            signal.sendRobust((Class<?>) null, "hello");

            assertThat(log.records()).hasSize(2);
            assertThat(log.records().get(1).getMessage())
                    .startsWith("failure handler ")
                    .contains("threw an exception while handling a failure of receiver lambda in");
            assertThat(log.records().get(1).getThrown()).hasMessage("of the handler");
        }
    }

    @Test
    void tenEventsAreAllNamedAndElevenAreNot() {
        BatchReceiver<Object> failing = events -> {
            throw new IllegalStateException("batch");
        };
        signal.connect(failing);

        assertThat(messageOf(10)).contains("on receiving [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];");
        assertThat(messageOf(11)).contains("on receiving [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] and 1 more;");
    }

    private String messageOf(int events) {
        try (LogCapture log = LogCapture.open()) {
            signal.sendAllRobust(
                    IntStream.range(0, events).<Object>mapToObj(i -> i).toList(), event -> null);
            return log.onlyMessage();
        }
    }

    @Test
    void aNullAmongSeveralEventsIsRefusedBeforeAnyIsSent() {
        signal.connect(told::add);
        List<Object> events = new ArrayList<>(Collections.nCopies(2, "hello"));
        events.add(null);

        assertThatNullPointerException()
                .isThrownBy(() -> signal.sendAll(events, event -> null))
                .withMessage("event");
        assertThat(told).isEmpty();
    }

    @Test
    void aDescribedReceiverIsNamedByItsDescription() {
        class Described implements DescribedReceiver<Object> {
            @Override
            public void receive(Object event) {}

            @Override
            public String description() {
                return "com.acme.ArticleReceivers.saved";
            }
        }
        Connection connection = signal.connect(new Described());

        assertThat(connection.receiverName()).isEqualTo("com.acme.ArticleReceivers.saved");
        assertThat(connection).hasToString("receiver com.acme.ArticleReceivers.saved of said for any sender");
    }

    @Test
    void aDeferredCallNamesItsReceiverAndItsEvent() {
        Delivery<Object> later = (event, call) -> told.add(call.toString());
        Connection connection = signal.connect(event -> {}, later);

        signal.send((Class<?>) null, "hello");

        assertThat(told).containsExactly(connection + " on receiving hello");
    }

    @Test
    void anObserverGetsTheListOfABatch() {
        signal.observe((connection, event) -> {
            told.add(event);
            return failure -> told.add("end");
        });
        BatchReceiver<Object> batch = events -> told.add("call");
        signal.connect(batch);

        signal.sendAll(List.of("a", "b"), event -> null);

        assertThat(told).containsExactly(List.of("a", "b"), "call", "end");
    }

    @Test
    void anObserverSeesTheEndOfAnAsynchronousReceiverThatThrowsAtOnce() {
        IllegalStateException failure = new IllegalStateException("at once");
        signal.observe((connection, event) -> told::add);
        signal.connect(SignalReceiver.async(event -> {
            throw failure;
        }));

        assertThatThrownBy(() -> signal.send((Class<?>) null, "hello")).isSameAs(failure);

        assertThat(told).containsExactly(failure);
    }
}
