package dev.signals;

import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatchOrderTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a02_receiversAreCalledInTheOrderTheyWereConnected() {
        signal.connect(Article.class, calls.receiver("two"));
        signal.connect(calls.receiver("one"));
        signal.connect(Article.class, calls.receiver("three"), uid("three"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("two", "one", "three");
    }

    @Test
    void a02_receiversAreCalledInTheSendingThread() {
        Set<Thread> threads = new HashSet<>();
        signal.connect(event -> threads.add(Thread.currentThread()));
        signal.connect(Article.class, event -> threads.add(Thread.currentThread()));

        signal.send(Article.class, "saved");
        signal.sendRobust(Article.class, "saved");

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void lowerOrderIsCalledFirst() {
        signal.connect(calls.receiver("late"), order(10));
        signal.connect(Article.class, calls.receiver("early"), order(-10));
        signal.connect(calls.receiver("middle"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("early", "middle", "late");
    }

    @Test
    void equalOrderIsCalledAsConnected() {
        signal.connect(calls.receiver("b"), order(5));
        signal.connect(calls.receiver("zero"), order(0));
        signal.connect(calls.receiver("a"), order(5));
        signal.connect(calls.receiver("zero again"));

        assertThat(calls.sending(signal, null)).containsExactly("zero", "zero again", "b", "a");
    }

    @Test
    void a13_everyReceiverGetsTheSameEventObject() {
        String event = new StringBuilder("saved").toString();
        List<Object> received = new ArrayList<>();
        signal.connect(received::add);
        signal.connect(Article.class, received::add);

        signal.send(Article.class, event);

        assertThat(received).hasSize(2).allSatisfy(each -> assertThat(each).isSameAs(event));
    }

    @Test
    void a19_connectingInsideAReceiverCountsFromTheNextSending() {
        signal.connect(calls.receiver("first", event -> signal.connect(calls.receiver("new"), uid("new"))));

        assertThat(calls.sending(signal, null)).containsExactly("first");
        assertThat(calls.sending(signal, null)).containsExactly("first", "new");
    }

    @Test
    void a19_disconnectingALaterReceiverInsideAReceiverCountsFromTheNextSending() {
        SignalReceiver<Object> second = calls.receiver("second");
        signal.connect(calls.receiver("first", event -> signal.disconnect(second)));
        signal.connect(second);

        assertThat(calls.sending(signal, null)).containsExactly("first", "second");
        assertThat(calls.sending(signal, null)).containsExactly("first");
    }

    @Test
    void a19_aReceiverMayDisconnectItself() {
        Connection[] own = new Connection[1];
        signal.connect(calls.receiver("before"));
        own[0] = signal.connect(calls.receiver("once", event -> own[0].close()));
        signal.connect(calls.receiver("after"));

        assertThat(calls.sending(signal, null)).containsExactly("before", "once", "after");
        assertThat(calls.sending(signal, null)).containsExactly("before", "after");
    }

    @Test
    void a19_aReceiverMayReconnectItselfAtTheEnd() {
        Connection[] own = new Connection[1];
        SignalReceiver<Object>[] self = newArray();
        self[0] = calls.receiver("moving", event -> {
            own[0].close();
            own[0] = signal.connect(self[0]);
        });
        own[0] = signal.connect(self[0]);
        signal.connect(calls.receiver("staying"));

        assertThat(calls.sending(signal, null)).containsExactly("moving", "staying");
        assertThat(calls.sending(signal, null)).containsExactly("staying", "moving");
    }

    @Test
    void a20_theInnerSendingEndsBeforeTheOuterGoesOn() {
        List<String> heard = new ArrayList<>();
        signal.connect(event -> {
            heard.add("first " + event);
            if (event.equals("outer")) {
                signal.send(null, "inner");
            }
        });
        signal.connect(event -> heard.add("second " + event));

        signal.send(null, "outer");

        assertThat(heard).containsExactly("first outer", "first inner", "second inner", "second outer");
    }

    @Test
    void a20_anInnerSendingSeesWhatTheOuterHasConnected() {
        signal.connect(calls.receiver("first", event -> {
            if (event.equals("saved")) {
                signal.connect(calls.receiver("new"), uid("new"));
                signal.send(null, "inner");
            }
        }));
        signal.connect(calls.receiver("last"));

        assertThat(calls.sending(signal, null)).containsExactly("first", "first", "last", "new", "last");
    }

    @Test
    void aReceiverMaySendAnotherSignalAndAnotherSender() {
        Signal<String> other = Signal.of("other", String.class);
        signal.connect(Article.class, calls.receiver("outer", event -> other.send(String.class, "inner")));
        signal.connect(Article.class, calls.receiver("last"));
        other.connect(String.class, calls.receiver("inner"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("outer", "inner", "last");
    }

    @Test
    void a30_twoThreadsCanBeInsideTheSameReceiverAtOnce() throws Exception {
        CyclicBarrier inside = new CyclicBarrier(2);
        signal.connect(event -> inside.await(10, TimeUnit.SECONDS));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> signal.send(null, "one"));
            Future<?> two = threads.submit(() -> signal.send(null, "two"));

            assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(List.of());
            assertThat(two.get(10, TimeUnit.SECONDS)).isEqualTo(List.of());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a30_connectingDoesNotWaitForAReceiver() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            signal.connect(calls.receiver(
                    "blocked until another thread has connected",
                    event -> threads.submit(() -> signal.connect(calls.receiver("new"), uid("new")))
                            .get(10, TimeUnit.SECONDS)));

            assertThat(calls.sending(signal, null)).containsExactly("blocked until another thread has connected");
            assertThat(calls.sending(signal, null))
                    .containsExactly("blocked until another thread has connected", "new");
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no generic array
    private static SignalReceiver<Object>[] newArray() {
        return new SignalReceiver[1];
    }
}
