package dev.signals;

import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void noReceiverIsLostOrCalledTwiceOrCalledAfterItsDisconnect() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Race race = new Race(seed, false);
            together(race.tasks(4, 4));
            race.check();
        }
    }

    @Test
    void noReceiverIsLostWithScopedSignalsAndWeakReceiversInTheMix() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Race race = new Race(seed, true);
            together(race.tasks(4, 4));
            race.check();
        }
    }

    @Test
    void a03_threadsThatConnectTheSameReceiverGetOneRegistration() throws Exception {
        for (int round = 0; round < 200; round++) {
            Signal<String> signal = Signal.of("post_save", String.class);
            Calls calls = new Calls();
            SignalReceiver<Object> same = calls.receiver("same");

            List<Connection> handles = together(8, thread -> signal.connect(Article.class, same));

            assertThat(handles).containsOnly(handles.get(0));
            assertThat(calls.sending(signal, Article.class)).containsExactly("same");
        }
    }

    @Test
    void a05_threadsThatConnectTheSameUidGetOneRegistration() throws Exception {
        for (int round = 0; round < 200; round++) {
            Signal<String> signal = Signal.of("post_save", String.class);
            Calls calls = new Calls();

            List<Connection> handles =
                    together(8, thread -> signal.connect(calls.receiver("receiver of " + thread), uid("same")));

            assertThat(handles).containsOnly(handles.get(0));
            assertThat(calls.sending(signal, null)).hasSize(1);
        }
    }

    @Test
    void a09_ofSeveralThreadsThatDisconnectOneIsToldTrue() throws Exception {
        Signal<String> signal = Signal.of("post_save", String.class);
        for (int round = 0; round < 200; round++) {
            SignalReceiver<Object> receiver = new Calls().receiver("one");
            Connection connection = signal.connect(receiver);

            List<Boolean> answers =
                    together(8, thread -> thread % 2 == 0 ? connection.disconnect() : signal.disconnect(receiver));

            assertThat(answers).containsOnlyOnce(true);
        }
    }

    @Test
    void allOfManyConnectsArriveInTheOrderOfEachThread() throws Exception {
        Signal<String> signal = Signal.of("post_save", String.class);
        Signal<String> part = signal.scoped();
        Calls calls = new Calls();

        together(8, thread -> {
            for (int i = 0; i < 200; i++) {
                (i % 2 == 0 ? signal : part).connect(calls.receiver(thread + " " + i));
            }
            return true;
        });

        List<String> called = calls.sending(part, null);
        assertThat(called).hasSize(1_600);
        for (int thread = 0; thread < 8; thread++) {
            String prefix = thread + " ";
            assertThat(called.stream().filter(name -> name.startsWith(prefix)))
                    .isSortedAccordingTo((left, right) -> number(left) - number(right));
        }
    }

    @Test
    void sendersAskedForByManyThreadsForTheFirstTimeAreAllAnswered() throws Exception {
        List<Class<?>> senders = new ArrayList<>();
        for (Class<?> sender = Object.class; senders.size() < 250; sender = sender.arrayType()) {
            senders.add(sender);
        }
        for (int round = 0; round < 20; round++) {
            Signal<String> signal = Signal.of("post_save", String.class);
            AtomicInteger called = new AtomicInteger();
            senders.forEach(sender -> signal.connect(sender, event -> called.incrementAndGet()));

            together(8, thread -> {
                for (int i = 0; i < senders.size(); i++) {
                    signal.send(senders.get((i + 30 * thread) % senders.size()), "saved");
                }
                return true;
            });

            assertThat(called).hasValue(8 * senders.size());
        }
    }

    @Test
    void receiversThatConnectToEachOthersSignalsDoNotBlockEachOther() throws Exception {
        Signal<String> signal = Signal.of("post_save", String.class);
        Signal<String> part = signal.scoped();
        signal.connect(event -> part.connect(other -> {}).close());
        part.connect(event -> signal.connect(other -> {}).close());

        together(8, thread -> {
            for (int i = 0; i < 500; i++) {
                (thread % 2 == 0 ? signal : part).send(i % 3 == 0 ? null : Article.class, "saved");
                signal.scoped().connect(event -> {}).close();
            }
            return true;
        });

        assertThat(part.connections()).hasSize(2);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(name.indexOf(' ') + 1));
    }

    private interface Numbered<T> {
        T run(int thread) throws Exception;
    }

    private <T> List<T> together(int count, Numbered<T> task) throws Exception {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            tasks.add(() -> task.run(thread));
        }
        return together(tasks);
    }

    /** Runs every task in a thread of its own, all starting at once. */
    private <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(50, TimeUnit.SECONDS));
        }
        return results;
    }
}
