package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.onError;
import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchReceiverTest {

    private final Signal<Object> signal = Signal.of("said", Object.class);
    private final List<Object> log = new ArrayList<>();

    private final BatchReceiver<Object> batch = events -> log.add(List.copyOf(events));

    @Test
    void aBatchReceiverGetsAllEventsOfASendingInOneCallAfterTheOthers() {
        signal.connect(batch);
        signal.connect(event -> log.add("one " + event));

        signal.sendAll(List.of("a", 1, "b"), Object::getClass);

        assertThat(log).containsExactly("one a", "one 1", "one b", List.of("a", 1, "b"));
    }

    @Test
    void itGetsOnlyTheEventsItIsConnectedForAndThatPassItsFilter() {
        signal.connect(String.class, batch, filter(event -> !event.equals("b")));

        signal.sendAll(List.of("a", 1, "b", "c"), Object::getClass);
        signal.sendAll(List.of("b", 2), Object::getClass);

        assertThat(log).containsExactly(List.of("a", "c"));
    }

    @Test
    void aSendingOfOneEventIsAListOfOne() {
        signal.connect(batch);

        signal.send(null, "a");

        assertThat(log).containsExactly(List.of("a"));
    }

    @Test
    void aDeliveryIsAskedOnceForTheBatch() throws Exception {
        List<Delivery.Call> kept = new ArrayList<>();
        signal.connect(batch, (Delivery<Object>) (event, call) -> {
            log.add("first " + event);
            kept.add(call);
        });

        signal.sendAll(List.of("a", "b"), Object::getClass);
        assertThat(log).containsExactly("first a");
        kept.get(0).run();

        assertThat(log).containsExactly("first a", List.of("a", "b"));
    }

    @Test
    void itsListCannotBeChanged() {
        signal.connect((BatchReceiver<Object>) List::clear);

        assertThatThrownBy(() -> signal.sendAll(List.of("a", "b"), Object::getClass))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itsFailureHasAPolicyAndAMessageThatStaysShort() {
        signal.connect(
                (BatchReceiver<Object>) events -> {
                    throw new IllegalStateException("a");
                },
                onError(ErrorPolicy.ISOLATE));
        signal.connect(batch);
        signal.onFailure((failed, events, failure) -> log.add(((List<?>) events).size()));
        List<Integer> many = IntStream.range(0, 50).boxed().toList();

        try (LogCapture logged = LogCapture.open()) {
            signal.sendAll(many, Object::getClass);
            assertThat(logged.onlyMessage()).contains("8, 9] and 40 more");
        }

        assertThat(log).containsExactly(50, many);
    }

    @Test
    void batchReceiversAreCalledInTheirOrderWhateverEventComesFirst() {
        BatchReceiver<Object> first = events -> log.add("first " + events);
        BatchReceiver<Object> second = events -> log.add("second " + events);
        signal.connect(String.class, second, order(10));
        signal.connect(Integer.class, first, order(-10));

        signal.sendAll(List.of("a", 1), Object::getClass);

        assertThat(log).containsExactly("first [1]", "second [a]");
    }

    @Test
    void aFilterOfABatchReceiverThatFailsIsTreatedByItsPolicy() {
        BatchReceiver<Object> batch = events -> log.add("batch " + events);
        signal.connect(
                batch,
                filter(event -> {
                    throw new IllegalStateException("filter");
                }),
                onError(ErrorPolicy.ISOLATE));
        signal.connect(log::add);
        signal.onFailure((connection, event, failure) -> log.add("told " + failure.getMessage()));

        signal.sendAll(List.of("a"), Object::getClass);

        assertThat(log).containsExactlyInAnyOrder("a", "told filter");
    }

    @Test
    void aCollectedFailureKeepsNoFurtherEventFromBeingSent() {
        signal.connect(
                event -> {
                    throw new IllegalStateException("no " + event);
                },
                onError(ErrorPolicy.COLLECT));
        signal.connect(log::add);
        signal.connect(batch);

        assertThatThrownBy(() -> signal.sendAll(List.of("a", "b"), Object::getClass))
                .hasMessage("no a");

        assertThat(log).containsExactly("a", "b", List.of("a", "b"));
    }

    @Test
    void aRobustSendingReachesEveryReceiverWithEveryEvent() {
        signal.onFailure((connection, event, failure) -> log.add(event + " " + failure.getMessage()));
        signal.connect(event -> {
            throw new IllegalStateException("receiver");
        });
        signal.connect(events -> {}, filter(event -> {
            throw new IllegalStateException("filter");
        }));
        signal.connect((BatchReceiver<Object>) events -> {
            throw new IllegalStateException("batch");
        });
        signal.connect(batch);

        signal.sendAllRobust(List.of("a", "b"), Object::getClass);

        assertThat(log).contains("a receiver", "b receiver", "a filter", "b filter", "[a, b] batch", List.of("a", "b"));
    }
}
