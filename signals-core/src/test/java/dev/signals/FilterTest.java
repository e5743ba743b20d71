package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FilterTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final List<String> heard = new ArrayList<>();

    @Test
    void onlyEventsThatSatisfyTheConditionAreReceived() {
        signal.connect(heard::add, filter((String event) -> event.startsWith("draft")));

        signal.send(null, "draft 1");
        signal.send(null, "published");
        signal.send(null, "draft 2");

        assertThat(heard).containsExactly("draft 1", "draft 2");
    }

    @Test
    void aConditionOnASupertypeOfTheEventGoesWithTheSignal() {
        Predicate<Object> any = event -> true;
        signal.connect(heard::add, filter(any));

        signal.send(null, "saved");

        assertThat(heard).containsExactly("saved");
    }

    @Test
    void hasReceiversDoesNotAskTheCondition() {
        signal.connect(heard::add, filter(event -> {
            throw new AssertionError("asked");
        }));

        assertThat(signal.hasReceivers(null)).isTrue();
    }

    @Test
    void theConditionIsAskedInTheOrderOfTheReceivers() {
        signal.connect(event -> heard.add("first"));
        signal.connect(event -> heard.add("second"), filter(event -> heard.contains("first")));
        signal.connect(event -> heard.add("third"), filter(event -> !heard.contains("second")));

        signal.send(null, "saved");

        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void aThrowingConditionFailsTheSendingAndNamesTheReceiver() {
        IllegalStateException failure = new IllegalStateException("no");
        signal.connect(
                heard::add,
                filter(event -> {
                    throw failure;
                }),
                uid("filtered"));

        Throwable thrown = catchThrowable(() -> signal.send(null, "saved"));

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()[0]).hasMessageContaining("filtered");
        assertThat(heard).isEmpty();
    }

    @Test
    void anErrorOfTheConditionPassesThroughSendRobust() {
        AssertionError failure = new AssertionError("no");
        signal.connect(heard::add, filter(event -> {
            throw failure;
        }));

        assertThatThrownBy(() -> signal.sendRobust(null, "saved")).isSameAs(failure);
    }
}
