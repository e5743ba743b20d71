package dev.signals;

import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many receivers, and sendings that nest deeply. */
class ManyReceiversTest {

    private final Signal<Object> signal = Signal.of("many", Object.class);
    private final Calls calls = new Calls();

    @Test
    void sendingsThatNestUntilTheStackIsFullLeaveTheSignalAsItWas() {
        Connection nesting = signal.connect(event -> signal.send((Class<?>) null, event));
        Connection last = signal.connect(calls.receiver("last"), uid("last"));

        assertThatThrownBy(() -> signal.send((Class<?>) null, "event")).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> signal.sendRobust((Class<?>) null, "event")).isInstanceOf(StackOverflowError.class);

        assertThat(signal.connections()).containsExactly(nesting, last);
        assertThat(nesting.disconnect()).isTrue();
        signal.send((Class<?>) null, "event");
        assertThat(calls.take()).containsExactly("last");
    }

    @Test
    void sendingsNestAThousandDeep() {
        AtomicInteger depth = new AtomicInteger();
        signal.connect(event -> {
            if (depth.incrementAndGet() < 1_000) {
                signal.send((Class<?>) null, event);
            }
        });

        signal.send((Class<?>) null, "event");

        assertThat(depth).hasValue(1_000);
    }

    @Test
    void aThousandReceiversOfOneSenderAreCalledInOrder() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            signal.connect(String.class, calls.receiver("r" + i), uid("u" + i), Options.order(i % 10));
        }
        for (int order = 0; order < 10; order++) {
            for (int i = order; i < 1_000; i += 10) {
                names.add("r" + i);
            }
        }

        signal.send(String.class, "event");
        assertThat(calls.take()).containsExactlyElementsOf(names);
        assertThat(signal.sendRobust(String.class, "event")).hasSize(1_000);

        for (int i = 0; i < 1_000; i++) {
            assertThat(signal.disconnect(String.class, "u" + i)).isTrue();
        }
        assertThat(signal.hasReceivers(String.class)).isFalse();
    }

    @Test
    void aHundredReceiversThatEachWaitForTheOneConnectedNextAreCalledBackwards() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            signal.connect(calls.receiver("r" + i), uid("u" + i), Options.after("u" + (i + 1)));
            names.add(0, "r" + i);
        }

        signal.send((Class<?>) null, "event");

        assertThat(calls.take()).containsExactlyElementsOf(names);
    }
}
