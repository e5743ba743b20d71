package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();
    private final List<Delivery.Call> held = new ArrayList<>();
    private final Delivery<Object> later = (event, call) -> held.add(call);

    @Test
    void aCallThatIsHeldBackIsMadeWhenItIsRun() throws Exception {
        signal.connect(calls.receiver("later"), later);
        signal.connect(calls.receiver("now"));

        assertThat(calls.sending(signal, null)).containsExactly("now");

        held.get(0).run();
        assertThat(calls.take()).containsExactly("later");
    }

    @Test
    void aCallGetsTheEventOfItsSending() throws Exception {
        signal.connect(event -> calls.add(event), later);
        signal.send(null, "first");
        signal.send(null, "second");

        held.get(1).run();
        held.get(0).run();

        assertThat(calls.take()).containsExactly("second", "first");
    }

    @Test
    void aCallKnowsItsConnection() {
        Connection connection = signal.connect(calls.receiver("later"), later);

        signal.send(null, "saved");

        assertThat(held).hasSize(1);
        assertThat(held.get(0).connection()).isSameAs(connection);
        assertThat(connection.delivery()).containsSame(later);
    }

    @Test
    void theDeliveryIsToldTheEventInTheOrderOfTheReceivers() {
        Delivery<Object> atOnce = (event, call) -> {
            calls.add("deliver " + event);
            call.run();
        };
        signal.connect(calls.receiver("first"));
        signal.connect(calls.receiver("delivered"), atOnce);
        signal.connect(calls.receiver("last"));

        assertThat(calls.sending(signal, null)).containsExactly("first", "deliver saved", "delivered", "last");
    }

    @Test
    void aRefusedEventIsNotDelivered() {
        signal.connect(calls.receiver("refused"), later, filter(event -> false));

        signal.send(null, "saved");

        assertThat(held).isEmpty();
    }

    @Test
    void theFilterIsAskedAtTheSendingAndNotAgain() throws Exception {
        boolean[] open = {true};
        signal.connect(calls.receiver("later"), later, filter(event -> open[0]));
        signal.send(null, "saved");
        open[0] = false;

        held.get(0).run();

        assertThat(calls.take()).containsExactly("later");
    }

    @Test
    void aHeldCallOfACollectedReceiverDoesNothing() throws Exception {
        Connection connection = signal.connect(calls.receiver("collected"), later, weak());
        signal.send(null, "saved");
        Garbage.awaitTrue(() -> connection.receiver().isEmpty());

        held.get(0).run();

        assertThat(calls.take()).isEmpty();
    }

    @Test
    void anExceptionOfTheDeliveryCountsAsOneOfTheReceiver() {
        IOException failure = new IOException("queue is full");
        Delivery<Object> failing = (event, call) -> {
            throw failure;
        };
        Connection connection = signal.connect(calls.receiver("undelivered"), failing, uid("queue"));

        assertThatThrownBy(() -> signal.send(null, "saved"))
                .isInstanceOf(SignalReceiverException.class)
                .hasMessageContaining("queue")
                .hasCause(failure);
        try (LogCapture log = LogCapture.open()) {
            assertThat(signal.sendRobust(null, "saved")).containsExactly(new Outcome.Failed(connection, failure));
            assertThat(log.onlyMessage()).contains("queue");
        }
    }

    @Test
    void whatAReceiverThrowsReachesWhoRunsTheCall() {
        IOException failure = new IOException("no");
        signal.connect(new SendTest.Failing(failure), later);
        signal.send(null, "saved");

        assertThatThrownBy(held.get(0)::run).isSameAs(failure);
    }

    @Test
    void aHeldAsynchronousReceiverIsWaitedForByWhoRunsTheCall() throws Exception {
        signal.connect(
                SignalReceiver.async(event -> CompletableFuture.runAsync(() -> calls.add("async " + event))), later);
        assertThat(signal.send(null, "saved")).isEmpty();
        assertThat(calls.take()).isEmpty();

        held.get(0).run();

        assertThat(calls.take()).containsExactly("async saved");
    }

    @Test
    void aDeliveredAsynchronousReceiverKeepsItsPlaceAmongThePlainOnes() {
        Delivery<Object> atOnce = (event, call) -> call.run();
        signal.connect(SignalReceiver.async(event -> CompletableFuture.runAsync(() -> calls.add("delivered"))), atOnce);
        signal.connect(calls.receiver("plain"));

        assertThat(calls.sending(signal, null)).containsExactly("delivered", "plain");
    }

    @Test
    void hasReceiversCountsDeliveredReceivers() {
        signal.connect(calls.receiver("later"), later);

        assertThat(signal.hasReceivers(null)).isTrue();
    }
}
