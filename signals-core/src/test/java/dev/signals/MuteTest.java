package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class MuteTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Signal<String> part = signal.scoped();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aMutedSignalReachesNobodyUntilItIsClosed() {
        signal.connect(heard::add);
        try (Scope muted = signal.mute()) {
            assertThat(muted).isNotNull();
            assertThat(signal.hasReceivers(String.class)).isFalse();
            assertThat(signal.send(String.class, "muted")).isEmpty();
            assertThat(signal.sendRobust(null, "muted")).isEmpty();
            signal.sendAll(List.of("muted"), event -> String.class);
        }
        signal.send(String.class, "heard");
        assertThat(heard).containsExactly("heard");
    }

    @Test
    void mutesNestAndCloseOnceEach() {
        signal.connect(heard::add);
        Scope outer = signal.mute();
        Scope inner = signal.mute();
        outer.close();
        outer.close();
        signal.send(null, "still muted");
        inner.close();
        signal.send(null, "heard");
        assertThat(heard).containsExactly("heard");
    }

    @Test
    void aMutedSignalMutesItsParts() {
        part.connect(heard::add);
        Signal<String> partOfPart = part.scoped();
        try (Scope muted = signal.mute()) {
            assertThat(muted).isNotNull();
            assertThat(part.hasReceivers(null)).isFalse();
            part.send(null, "muted");
            partOfPart.send(null, "muted");
        }
        part.send(null, "heard");
        partOfPart.send(null, "heard below");
        assertThat(heard).containsExactly("heard", "heard below");
    }

    @Test
    void aMutedPartLeavesTheWholeAndOtherPartsHeard() {
        signal.connect(heard::add);
        Signal<String> other = signal.scoped();
        try (Scope muted = part.mute()) {
            assertThat(muted).isNotNull();
            part.send(null, "muted");
            other.send(null, "other");
            signal.send(null, "whole");
        }
        part.send(null, "part");
        assertThat(heard).containsExactly("other", "whole", "part");
    }

    @Test
    void whatIsConnectedWhileMutedIsHeardAfterwardsAndListedAtOnce() {
        try (Scope muted = signal.mute()) {
            assertThat(muted).isNotNull();
            signal.connect(heard::add);
            part.connect(heard::add, Options.uid("part"));
            assertThat(part.connections()).hasSize(2);
            part.send(null, "muted");
        }
        part.send(null, "heard");
        assertThat(heard).containsExactly("heard", "heard");
    }

    @Test
    void aPartMadeOfAMutedSignalIsMuted() {
        signal.connect(heard::add);
        try (Scope muted = signal.mute()) {
            assertThat(muted).isNotNull();
            signal.scoped().send(null, "muted");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aVersionIsReplacedByAMuteAndByItsEnd() {
        Object before = part.version();
        Scope muted = signal.mute();
        Object during = part.version();
        muted.close();
        assertThat(during).isNotSameAs(before);
        assertThat(part.version()).isNotSameAs(during).isNotSameAs(before);
    }

    @Test
    void aHeldCallIsMadeWhileMuted() throws Exception {
        List<Delivery.Call> held = new ArrayList<>();
        Delivery<Object> later = (event, call) -> held.add(call);
        signal.connect(heard::add, later);
        signal.send(null, "held");
        try (Scope muted = signal.mute()) {
            assertThat(muted).isNotNull();
            held.get(0).run();
        }
        assertThat(heard).containsExactly("held");
    }

    @Test
    void manyThreadsMuteObserveAndSendAndInTheEndEverythingIsAsBefore() throws Exception {
        part.connect(event -> {});
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            done.add(pool.submit(() -> {
                start.await();
                for (int round = 0; round < 2_000; round++) {
                    Signal<String> one = ThreadLocalRandom.current().nextBoolean() ? signal : part;
                    try (Scope muted = one.mute();
                            Scope observed = signal.observe((connection, event) -> AfterCall.IGNORED)) {
                        assertThat(part.hasReceivers(null)).isFalse();
                        assertThat(observed).isNotSameAs(muted);
                    }
                    part.send(null, "any");
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> each : done) {
            each.get();
        }
        pool.shutdown();
        List<String> calls = new ArrayList<>();
        try (Scope observed = part.observe((connection, event) -> {
            calls.add("observed");
            return AfterCall.IGNORED;
        })) {
            assertThat(observed).isNotNull();
            part.send(null, "last");
        }
        assertThat(calls).containsExactly("observed");
        assertThat(part.hasReceivers(null)).isTrue();
    }
}
