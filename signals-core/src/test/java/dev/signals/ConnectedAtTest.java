package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The place in the source at which a receiver without a name was connected. */
class ConnectedAtTest {

    private static final Signal<String> SIGNAL = Signal.of("pizza_done", String.class);

    private static final Connection STATIC = SIGNAL.connect(event -> {});

    private final Connection ofInstance = SIGNAL.connect(event -> {});

    private final Supplier<Connection> later = () -> SIGNAL.connect(event -> {});

    private static StackTraceElement place(Connection connection) {
        return connection.connectedAt().orElseThrow();
    }

    @Test
    void itIsTheMethodWithTheLineAlsoInsideALambda() {
        StackTraceElement here = new Throwable().getStackTrace()[0];
        Connection plain = SIGNAL.connect(event -> {});
        Connection[] inside = new Connection[2];
        Runnable nested = () -> ((Runnable) () -> inside[0] = SIGNAL.connect(event -> {})).run();
        nested.run();
        inside[1] = SIGNAL.connect(this::receive);

        assertThat(place(plain).getLineNumber()).isEqualTo(here.getLineNumber() + 1);
        assertThat(place(inside[0]).getLineNumber()).isEqualTo(here.getLineNumber() + 3);
        assertThat(place(inside[1]).getLineNumber()).isEqualTo(here.getLineNumber() + 5);
        for (Connection each : new Connection[] {plain, inside[0], inside[1]}) {
            assertThat(place(each).getMethodName()).isEqualTo(here.getMethodName());
            assertThat(place(each).getClassName()).isEqualTo(ConnectedAtTest.class.getName());
            assertThat(place(each).getFileName()).isEqualTo("ConnectedAtTest.java");
        }
    }

    private void receive(String event) {}

    @Test
    void initializersHaveTheNamesOfStackTraces() {
        assertThat(place(STATIC).getMethodName()).isEqualTo("<clinit>");
        assertThat(place(ofInstance).getMethodName()).isEqualTo("<init>");
        assertThat(place(later.get()).getMethodName()).isEqualTo("<init>");
    }

    private static final class Named implements SignalReceiver<String> {
        @Override
        public void receive(String event) {}
    }

    private static final class Elsewhere {
        static SignalReceiver<String> lambda() {
            return event -> {};
        }
    }

    @Test
    void itIsUnknownForAReceiverWithANameAndForALambdaOfAnotherClass() {
        assertThat(SIGNAL.connect(new Named()).connectedAt()).isEmpty();
        assertThat(SIGNAL.connect(Elsewhere.lambda()).connectedAt()).isEmpty();
    }

    /** Kotlin gives such names to internal functions. */
    private static Connection connect$main() {
        Supplier<Connection> connect = () -> SIGNAL.connect(event -> {});
        return connect.get();
    }

    @Test
    void theNameOfTheMethodMayHaveDollarSigns() {
        assertThat(place(connect$main()).getMethodName()).isEqualTo("connect$main");
    }
}
