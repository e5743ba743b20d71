package dev.signals;

import static dev.signals.SignalReceiver.async;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Observers are found once per process. Each scenario runs in a library of its own, loaded anew, so that the others go on
 * without any.
 */
class ReceiverObserverTest {

    @TempDir
    private Path directory;

    @Test
    void anObserverIsToldBeforeAndAfterEveryCall() throws Exception {
        assertThat(run(EveryCall.class))
                .containsExactly("before saved", "first", "after", "before saved", "second", "after");
    }

    @Test
    void anObserverIsToldTheFailure() throws Exception {
        assertThat(run(Failure.class))
                .containsExactly("before saved", "after java.lang.IllegalStateException: no", "thrown no");
    }

    @Test
    void anObserverIsNotToldOfAnEventThatAFilterRefuses() throws Exception {
        assertThat(run(Refused.class)).isEmpty();
    }

    @Test
    void anObserverIsToldOfADeliveredCallWhenItIsMade() throws Exception {
        assertThat(run(Delivered.class)).containsExactly("held", "before saved", "later", "after");
    }

    @Test
    void anObserverIsToldOfTheEndOfTheStageOfAnAsynchronousReceiver() throws Exception {
        assertThat(run(Asynchronous.class))
                .containsExactly("before saved", "started", "before saved", "second", "after", "after", "answer 42");
    }

    @Test
    void anExceptionBeforeTheCallKeepsItFromBeingMade() throws Exception {
        assertThat(run(FailingBefore.class)).containsExactly("before fail before", "thrown fail before");
    }

    @Test
    void anExceptionAfterTheCallDoesNotHideThatOfTheReceiver() throws Exception {
        assertThat(run(FailingAfter.class)).containsExactly("before fail after", "thrown by the receiver");
    }

    @SuppressWarnings("unchecked") // each scenario is a Callable of lines
    private List<String> run(Class<? extends Callable<List<String>>> scenario) throws Exception {
        Path services = Files.writeString(directory.resolve("services"), Recording.class.getName());
        OwnLoader loader = new OwnLoader(name -> name.startsWith("dev.signals."))
                .with(
                        "META-INF/services/" + ReceiverObserver.class.getName(),
                        services.toUri().toURL());
        return ((Callable<List<String>>) loader.create(scenario)).call();
    }

    public static final class Recording implements ReceiverObserver {

        static final List<String> LINES = new ArrayList<>();

        @Override
        public AfterCall beforeCall(Connection connection, Object event) {
            LINES.add("before " + event);
            if (event.equals("fail before")) {
                throw new IllegalStateException("fail before");
            }
            return failure -> afterCall(event, failure);
        }

        private static void afterCall(Object event, Throwable failure) {
            if (event.equals("fail after")) {
                throw new IllegalArgumentException("by the observer");
            }
            LINES.add(failure == null ? "after" : "after " + failure);
        }
    }

    abstract static class Scenario implements Callable<List<String>> {

        final Signal<String> signal = Signal.of("post_save", String.class);
        final List<String> lines = Recording.LINES;

        abstract void run() throws Exception;

        @Override
        public List<String> call() throws Exception {
            run();
            return lines;
        }

        void sendAndCatch(String event) {
            try {
                signal.send(null, event);
            } catch (RuntimeException e) {
                lines.add("thrown " + e.getMessage());
            }
        }
    }

    public static final class EveryCall extends Scenario {
        @Override
        void run() {
            signal.connect(event -> lines.add("first"));
            signal.connect(event -> lines.add("second"));
            signal.send(null, "saved");
        }
    }

    public static final class Failure extends Scenario {
        @Override
        void run() {
            signal.connect(event -> {
                throw new IllegalStateException("no");
            });
            sendAndCatch("saved");
        }
    }

    public static final class Refused extends Scenario {
        @Override
        void run() {
            signal.connect(event -> lines.add("refused"), Options.filter(event -> false));
            signal.send(null, "saved");
        }
    }

    public static final class Delivered extends Scenario {
        @Override
        void run() throws Exception {
            List<Delivery.Call> held = new ArrayList<>();
            Delivery<Object> later = (event, call) -> {
                lines.add("held");
                held.add(call);
            };
            signal.connect(event -> lines.add("later"), later);
            signal.send(null, "saved");
            held.get(0).run();
        }
    }

    public static final class Asynchronous extends Scenario {
        @Override
        void run() {
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            signal.connect(async(event -> {
                lines.add("started");
                return stage;
            }));
            signal.connect(async(event -> {
                lines.add("second");
                stage.complete(42);
                return CompletableFuture.completedFuture(43);
            }));
            lines.add("answer " + signal.send(null, "saved").get(0).answer());
        }
    }

    public static final class FailingBefore extends Scenario {
        @Override
        void run() {
            signal.connect(event -> lines.add("called"));
            sendAndCatch("fail before");
        }
    }

    public static final class FailingAfter extends Scenario {
        @Override
        void run() {
            signal.connect(event -> {
                throw new IllegalStateException("by the receiver");
            });
            sendAndCatch("fail after");
        }
    }
}
