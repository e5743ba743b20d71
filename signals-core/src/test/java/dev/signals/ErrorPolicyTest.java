package dev.signals;

import static dev.signals.Options.onError;
import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ErrorPolicyTest {

    private final Signal<String> signal = Signal.of("said", String.class);
    private final List<String> log = new ArrayList<>();

    private static SignalReceiver<String> failing(String message) {
        return event -> {
            throw new IllegalStateException(message);
        };
    }

    @Test
    void anIsolatedFailureKeepsNothingFromGoingOnAndIsTold() {
        Connection connection = signal.connect(failing("a"), onError(ErrorPolicy.ISOLATE));
        signal.connect(log::add);
        signal.onFailure((failed, event, failure) -> log.add(failed + " " + event + " " + failure.getMessage()));

        signal.send(null, "hello");

        assertThat(log).containsExactly(connection + " hello a", "hello");
    }

    @Test
    void collectedFailuresReachTheSenderWhenAllAreCalled() {
        signal.connect(failing("a"), onError(ErrorPolicy.COLLECT));
        signal.connect(failing("b"), onError(ErrorPolicy.COLLECT));
        signal.connect(log::add);

        assertThatThrownBy(() -> signal.send(null, "hello"))
                .hasMessage("a")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(other -> assertThat(other).hasMessage("b")));
        assertThat(log).containsExactly("hello");
    }

    @Test
    void aFailureThatEndsTheSendingTakesTheCollectedOnesAlong() {
        signal.connect(failing("a"), onError(ErrorPolicy.COLLECT));
        signal.connect(failing("b"));
        signal.connect(log::add);

        assertThatThrownBy(() -> signal.send(null, "hello"))
                .hasMessage("a")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(other -> assertThat(other).hasMessage("b")));
        assertThat(log).isEmpty();
    }

    @Test
    void anErrorAndAnInterruptAreNeverIsolated() {
        signal.connect(
                event -> {
                    throw new AssertionError("error");
                },
                onError(ErrorPolicy.ISOLATE));
        assertThatThrownBy(() -> signal.send(null, "hello")).isInstanceOf(AssertionError.class);

        Signal<String> other = Signal.of("other", String.class);
        other.connect(
                event -> {
                    throw new InterruptedException("interrupt");
                },
                onError(ErrorPolicy.ISOLATE));
        assertThatThrownBy(() -> other.send(null, "hello")).isInstanceOf(SignalReceiverException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anAsynchronousReceiverHasAPolicyToo() {
        signal.connect(
                (AsyncReceiver<String>) event -> CompletableFuture.failedFuture(new IllegalStateException("a")),
                onError(ErrorPolicy.ISOLATE));
        signal.onFailure((failed, event, failure) -> log.add(failure.getMessage()));

        assertThat(signal.send(null, "hello")).isEmpty();
        assertThat(signal.sendAsync(null, "hello", Runnable::run).join()).isEmpty();
        assertThat(log).containsExactly("a", "a");
    }

    @Test
    void handlersOfThePartAndOfTheWholeAreTold() {
        Signal<String> part = signal.scoped();
        signal.onFailure((failed, event, failure) -> log.add("whole"));
        part.onFailure((failed, event, failure) -> log.add("part"));
        signal.connect(failing("a"), onError(ErrorPolicy.ISOLATE));

        part.send(null, "hello");
        assertThat(log).containsExactly("part", "whole");

        signal.sendRobust(null, "hello");
        assertThat(log).containsExactly("part", "whole", "whole");
    }

    @Test
    void aHandlerThatFailsHarmsNobody() {
        signal.onFailure((failed, event, failure) -> {
            throw new IllegalStateException("handler");
        });
        signal.onFailure((failed, event, failure) -> log.add("told"));
        signal.connect(failing("a"), onError(ErrorPolicy.ISOLATE));

        assertThatNoException().isThrownBy(() -> signal.send(null, "hello"));
        assertThat(log).containsExactly("told");
    }

    @Test
    void aDeliveredCallKeepsThePolicyAndCanReport() {
        List<Delivery.Call> kept = new ArrayList<>();
        Delivery<String> later = (event, call) -> kept.add(call);
        signal.connect(failing("a"), later, onError(ErrorPolicy.ISOLATE));
        signal.connect(failing("b"), later, order(1));
        signal.onFailure((failed, event, failure) -> log.add(failure.getMessage() + " " + event));
        signal.send(null, "hello");

        assertThatNoException().isThrownBy(kept.get(0)::run);
        assertThatThrownBy(kept.get(1)::run).hasMessage("b");
        kept.get(1).report(new IllegalStateException("c"), " too late");

        assertThat(log).containsExactly("a hello", "c hello");
    }

    @Test
    void thePolicyIsShown() {
        assertThat(signal.connect(log::add).errorPolicy()).isEqualTo(ErrorPolicy.FAIL);
        assertThat(signal.connect(failing("a"), onError(ErrorPolicy.COLLECT)).errorPolicy())
                .isEqualTo(ErrorPolicy.COLLECT);
    }

    @Test
    void collectedFailuresDoNotKeepAsynchronousReceiversFromBeingCalled() {
        signal.connect(failing("a"), onError(ErrorPolicy.COLLECT));
        signal.connect(SignalReceiver.<String>async(event -> {
            log.add("async " + event);
            return CompletableFuture.completedFuture(null);
        }));

        assertThatThrownBy(() -> signal.send(null, "hello")).hasMessage("a");
        assertThat(log).containsExactly("async hello");
        assertThatThrownBy(() -> signal.sendAsync(null, "b", Runnable::run).join())
                .hasRootCauseMessage("a");
        assertThat(log).containsExactly("async hello", "async b");
    }

    @Test
    void anErrorTakesTheCollectedFailuresAlong() {
        signal.connect(failing("a"), onError(ErrorPolicy.COLLECT));
        signal.connect(event -> {
            throw new AssertionError("error");
        });

        assertThatThrownBy(() -> signal.send(null, "hello"))
                .hasMessage("error")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(other -> assertThat(other).hasMessage("a")));
    }

    @Test
    void anInterruptTakesTheCollectedFailuresAlong() {
        signal.connect(failing("a"), onError(ErrorPolicy.COLLECT));
        signal.connect(event -> {
            throw new InterruptedException("i");
        });

        assertThatThrownBy(() -> signal.send(null, "hello"))
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(other -> assertThat(other).hasMessage("a")));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aHandlerThatThrowsAnErrorHarmsNobody() {
        signal.connect(failing("a"), onError(ErrorPolicy.ISOLATE));
        signal.connect(log::add);
        signal.onFailure((connection, event, failure) -> {
            throw new AssertionError("handler");
        });
        signal.onFailure((connection, event, failure) -> log.add("told"));

        signal.send(null, "hello");

        assertThat(log).containsExactly("told", "hello");
    }
}
