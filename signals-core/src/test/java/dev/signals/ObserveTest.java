package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserveTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Signal<String> part = signal.scoped();
    private final List<String> lines = new ArrayList<>();

    private ReceiverObserver noting(String name) {
        return (connection, event) -> {
            lines.add(name + " before " + event);
            return failure -> lines.add(name + " after" + (failure == null ? "" : " " + failure.getMessage()));
        };
    }

    @Test
    void anObserverIsToldUntilItIsClosed() {
        part.connect(event -> lines.add("called"));
        try (Scope observed = part.observe(noting("it"))) {
            assertThat(observed).isNotNull();
            part.send(null, "one");
        }
        part.send(null, "two");
        assertThat(lines).containsExactly("it before one", "called", "it after", "called");
    }

    @Test
    void thoseOfTheWholeAreToldAroundThoseOfThePart() {
        part.connect(event -> lines.add("called"));
        try (Scope inner = part.observe(noting("part"));
                Scope outer = signal.observe(noting("whole"))) {
            assertThat(inner).isNotSameAs(outer);
            part.send(null, "one");
        }
        assertThat(lines).containsExactly("whole before one", "part before one", "called", "part after", "whole after");
    }

    @Test
    void oneObserverGivenTwiceIsToldTwiceAndEndsTwice() {
        part.connect(event -> lines.add("called"));
        ReceiverObserver one = noting("it");
        Scope first = part.observe(one);
        Scope second = part.observe(one);
        first.close();
        first.close();
        part.send(null, "one");
        second.close();
        assertThat(lines).containsExactly("it before one", "called", "it after");
    }

    @Test
    void whoWasToldBeforeAnObserverThrowsIsToldOfTheEnd() {
        part.connect(event -> lines.add("called"));
        try (Scope told = part.observe(noting("it"));
                Scope failing = part.observe((connection, event) -> {
                    throw new IllegalStateException("no");
                })) {
            assertThat(told).isNotSameAs(failing);
            assertThatThrownBy(() -> part.send(null, "one")).hasMessage("no");
        }
        assertThat(lines).containsExactly("it before one", "it after no");
    }

    @Test
    void aConnectionTellsItsNames() {
        List<String> names = new ArrayList<>();
        part.connect(String.class, event -> {}, Options.uid("u"));
        try (Scope observed = part.observe((connection, event) -> {
            names.add(connection.signal() + " for " + connection.senderName() + " to " + connection.receiverName());
            return AfterCall.IGNORED;
        })) {
            assertThat(observed).isNotNull();
            part.send(String.class, "one");
        }
        assertThat(names).containsExactly("post_save for java.lang.String to lambda in dev.signals.ObserveTest");
    }
}
