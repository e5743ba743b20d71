package dev.signals;

import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakReceiversTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a15_aLambdaIsHeldStronglyUnlessSaidOtherwise() {
        signal.connect(event -> calls.add("lambda"));

        Garbage.collect();

        assertThat(calls.sending(signal, null)).containsExactly("lambda");
    }

    @Test
    void a15_aWeaklyHeldReceiverIsNoLongerCalledOnceNothingElseHoldsIt() {
        Garbage.awaitCollected(connectAndDrop("weak"));

        assertThat(calls.sending(signal, Article.class)).isEmpty();
        assertThat(signal.hasReceivers(Article.class)).isFalse();
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void a15_aWeaklyHeldReceiverIsCalledWhileSomethingHoldsIt() {
        SignalReceiver<Object> held = calls.receiver("held");
        signal.connect(held, weak());

        Garbage.collect();

        assertThat(calls.sending(signal, null)).containsExactly("held");
        Reference.reachabilityFence(held);
    }

    @Test
    void a15_theHandleDoesNotHoldAWeakReceiver() {
        Connection connection = signal.connect(calls.receiver("weak"), weak());

        Garbage.awaitTrue(() -> connection.receiver().isEmpty());

        assertThat(connection.isConnected()).isFalse();
        assertThat(connection.disconnect()).isFalse();
        assertThat(connection.isWeak()).isTrue();
        assertThat(connection.toString()).contains("post_save");
    }

    @Test
    void a18_aDeadReceiverInTheMiddleIsSkippedBySendersAskedForBefore() {
        signal.connect(calls.receiver("first"));
        WeakReference<?> dead = connectAndDrop("dead");
        signal.connect(calls.receiver("last"));
        assertThat(calls.sending(signal, Article.class)).containsExactly("first", "dead", "last");

        Garbage.awaitCollected(dead);

        assertThat(calls.sending(signal, Article.class)).containsExactly("first", "last");
        assertThat(signal.sendRobust(Article.class, "saved")).hasSize(2);
    }

    @Test
    void a18_aDeadReceiverFreesItsUid() {
        signal.connect(calls.receiver("dead"), uid("u"), weak());
        Garbage.awaitTrue(() -> signal.connections().isEmpty());

        signal.connect(calls.receiver("new"), uid("u"));

        assertThat(calls.sending(signal, null)).containsExactly("new");
    }

    @Test
    void a18_disconnectingByTheUidOfADeadReceiverAnswersFalse() {
        Connection dead = signal.connect(calls.receiver("dead"), uid("u"), weak());
        Garbage.awaitTrue(() -> dead.receiver().isEmpty());

        assertThat(signal.disconnect("u")).isFalse();
    }

    @Test
    void a18_deadReceiversAreSweptByTheNextLookUp() {
        List<WeakReference<?>> dead = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            dead.add(connectAndDrop("dead " + i));
        }
        assertThat(signal.send(Article.class, "saved")).isEmpty();
        dead.forEach(Garbage::awaitCollected);

        assertThat(signal.hasReceivers(Article.class)).isFalse();
        assertThat(signal).hasToString("post_save (0 receivers)");
    }

    @Test
    void aReceiverThatDiesDuringTheSendingIsNotCalled() {
        List<SignalReceiver<Object>> held = new ArrayList<>();
        held.add(calls.receiver("second"));
        WeakReference<?> second = new WeakReference<>(held.get(0));
        signal.connect(calls.receiver("first", event -> {
            held.clear();
            Garbage.awaitCollected(second);
        }));
        signal.connect(held.get(0), weak());
        signal.connect(calls.receiver("third"));

        assertThat(calls.sending(signal, null)).containsExactly("first", "third");
    }

    @Test
    void aWeakReceiverForAnySenderVanishesForEverySender() {
        signal.connect(calls.receiver("weak"), weak());
        signal.send(Article.class, "saved");
        signal.send(null, "saved");

        Garbage.awaitTrue(() -> signal.connections().isEmpty());

        assertThat(signal.hasReceivers(Article.class)).isFalse();
        assertThat(signal.hasReceivers(null)).isFalse();
    }

    @Test
    void aWeakReceiverOfTheOuterSignalVanishesFromAScopedOne() {
        Signal<String> part = signal.scoped();
        WeakReference<?> dead = connectAndDrop("dead");
        assertThat(calls.sending(part, Article.class)).containsExactly("dead");

        Garbage.awaitCollected(dead);

        assertThat(part.hasReceivers(Article.class)).isFalse();
        assertThat(part.connections()).isEmpty();
    }

    @Test
    void aWeakReceiverOfTheOutermostSignalVanishesFromTheInnermost() {
        Signal<String> innermost = signal.scoped().scoped();
        WeakReference<?> dead = connectAndDrop("dead");
        assertThat(calls.sending(innermost, Article.class)).containsExactly("dead");

        Garbage.awaitCollected(dead);

        assertThat(innermost.hasReceivers(Article.class)).isFalse();
    }

    private WeakReference<?> connectAndDrop(String name) {
        SignalReceiver<Object> receiver = calls.receiver(name);
        signal.connect(Article.class, receiver, weak());
        return new WeakReference<>(receiver);
    }
}
