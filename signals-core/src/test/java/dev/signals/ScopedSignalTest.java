package dev.signals;

import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Tag;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopedSignalTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Signal<String> part = signal.scoped();
    private final Calls calls = new Calls();

    @Test
    void aSendingByThePartReachesTheReceiversOfBothInTheOrderTheyWereConnected() {
        signal.connect(calls.receiver("signal 1"));
        part.connect(calls.receiver("part 1"));
        signal.connect(calls.receiver("signal 2"));
        part.connect(calls.receiver("part 2"));

        assertThat(calls.sending(part, null)).containsExactly("signal 1", "part 1", "signal 2", "part 2");
    }

    @Test
    void aSendingByTheSignalDoesNotReachReceiversOfThePart() {
        signal.connect(calls.receiver("signal"));
        part.connect(calls.receiver("part"));

        assertThat(calls.sending(signal, null)).containsExactly("signal");
    }

    @Test
    void sendOwnReachesOnlyReceiversOfThePartItselfThatMatch() {
        signal.connect(calls.receiver("signal"));
        part.connect(Tag.class, calls.receiver("another sender"));
        part.connect(calls.receiver("part 2"), order(2));
        part.connect(Article.class, calls.receiver("part 1"), order(1));

        part.sendOwn(Article.class, "event");
        signal.sendOwn(Article.class, "event");

        assertThat(calls.take()).containsExactly("part 1", "part 2", "signal");
    }

    @Test
    void sendOwnIsSilentWhileThePartOrItsSignalIsMuted() {
        part.connect(calls.receiver("part"));
        for (Signal<String> muted : List.of(part, signal)) {
            Scope mute = muted.mute();
            part.sendOwn(null, "event");
            mute.close();
        }

        part.scoped().sendOwn(null, "event");

        assertThat(calls.take()).isEmpty();
    }

    @Test
    void orderIsComparedAcrossBoth() {
        signal.connect(calls.receiver("signal 10"), order(10));
        part.connect(calls.receiver("part 10"), order(10));
        part.connect(calls.receiver("part -1"), order(-1));
        signal.connect(calls.receiver("signal 0"));

        assertThat(calls.sending(part, null)).containsExactly("part -1", "signal 0", "signal 10", "part 10");
    }

    @Test
    void aLaterChangeOfTheSignalIsSeenByThePart() {
        SignalReceiver<Object> late = calls.receiver("late");
        part.connect(calls.receiver("part"));
        assertThat(calls.sending(part, Article.class)).containsExactly("part");

        signal.connect(Article.class, late);
        assertThat(calls.sending(part, Article.class)).containsExactly("part", "late");

        signal.disconnect(Article.class, late);
        assertThat(calls.sending(part, Article.class)).containsExactly("part");
    }

    @Test
    void aLaterChangeOfTheSignalIsSeenByAPartWithoutReceivers() {
        assertThat(part.hasReceivers(Article.class)).isFalse();

        Connection connection = signal.connect(Article.class, calls.receiver("late"));
        assertThat(part.hasReceivers(Article.class)).isTrue();

        connection.close();
        assertThat(part.hasReceivers(Article.class)).isFalse();
    }

    @Test
    void aReceiverConnectedToBothIsTwoRegistrations() {
        SignalReceiver<Object> one = calls.receiver("one");
        Connection ofSignal = signal.connect(one);
        Connection ofPart = part.connect(one);

        assertThat(ofPart).isNotSameAs(ofSignal);
        assertThat(calls.sending(part, null)).containsExactly("one", "one");
        assertThat(part.connections()).containsExactly(ofSignal, ofPart);
    }

    @Test
    void aUidIsScopedByThePart() {
        signal.connect(calls.receiver("signal"), uid("u"));
        part.connect(calls.receiver("part"), uid("u"));

        assertThat(calls.sending(part, null)).containsExactly("signal", "part");
    }

    @Test
    void thePartDoesNotDisconnectReceiversOfTheSignal() {
        SignalReceiver<Object> one = calls.receiver("one");
        signal.connect(one);
        signal.connect(calls.receiver("two"), uid("two"));

        assertThat(part.disconnect(one)).isFalse();
        assertThat(part.disconnect("two")).isFalse();
        assertThat(calls.sending(part, null)).containsExactly("one", "two");
    }

    @Test
    void theHandleDisconnectsWhereverItWasConnected() {
        Connection ofSignal = signal.connect(calls.receiver("signal"));
        Connection ofPart = part.connect(calls.receiver("part"));

        assertThat(ofSignal.disconnect()).isTrue();
        assertThat(calls.sending(part, null)).containsExactly("part");
        assertThat(ofPart.disconnect()).isTrue();
        assertThat(calls.sending(part, null)).isEmpty();
    }

    @Test
    void partsOfOneSignalDoNotHearEachOther() {
        Signal<String> other = signal.scoped();
        part.connect(calls.receiver("part"));
        other.connect(calls.receiver("other"));
        signal.connect(calls.receiver("signal"));

        assertThat(calls.sending(part, null)).containsExactly("part", "signal");
        assertThat(calls.sending(other, null)).containsExactly("other", "signal");
    }

    @Test
    void aPartOfAPartHearsAllThree() {
        Signal<String> inner = part.scoped();
        inner.connect(calls.receiver("inner"));
        part.connect(calls.receiver("part"));
        assertThat(calls.sending(inner, Tag.class)).containsExactly("inner", "part");

        signal.connect(calls.receiver("signal"), order(-1));

        assertThat(calls.sending(inner, Tag.class)).containsExactly("signal", "inner", "part");
        assertThat(calls.sending(part, Tag.class)).containsExactly("signal", "part");
    }

    @Test
    void aPartHasTheNameAndTheEventTypeOfItsSignal() {
        assertThat(part.name()).isEqualTo("post_save");
        assertThat(part.eventType()).isEqualTo(String.class);
    }

    @Test
    void aReceiverOfThePartMayConnectToTheSignalWhileItIsCalled() {
        part.connect(calls.receiver("part", event -> signal.connect(calls.receiver("new"), uid("new"))));

        assertThat(calls.sending(part, null)).containsExactly("part");
        assertThat(calls.sending(part, null)).containsExactly("part", "new");
    }

    @Test
    void aReceiverOfTheSignalMayCloseOneOfThePartWhileItIsCalled() {
        Connection[] ofPart = new Connection[1];
        signal.connect(calls.receiver("signal", event -> ofPart[0].close()));
        ofPart[0] = part.connect(calls.receiver("part"));

        assertThat(calls.sending(part, null)).containsExactly("signal", "part");
        assertThat(calls.sending(part, null)).containsExactly("signal");
    }

    @Test
    void aSendingByThePartInsideOneByTheSignalReachesBoth() {
        signal.connect(calls.receiver("signal", event -> {
            if (event.equals("saved")) {
                part.send(null, "inner");
            }
        }));
        part.connect(calls.receiver("part"));

        assertThat(calls.sending(signal, null)).containsExactly("signal", "signal", "part");
    }

    @Test
    void theSignalDoesNotHoldItsParts() {
        WeakReference<Signal<String>> dropped = new WeakReference<>(usedPart());

        Garbage.awaitCollected(dropped);

        assertThat(calls.sending(signal, null)).isEmpty();
    }

    @Test
    void aPartLetsGoOfWhatTheSignalHasDisconnectedWhenItIsNextUsed() {
        WeakReference<Object> receiver = connectSendByThePartAndClose();
        assertThat(part.hasReceivers(null)).isFalse();

        Garbage.awaitCollected(receiver);

        Reference.reachabilityFence(part);
    }

    private Signal<String> usedPart() {
        Signal<String> used = signal.scoped();
        used.connect(calls.receiver("used"));
        used.send(null, "saved");
        return used;
    }

    private WeakReference<Object> connectSendByThePartAndClose() {
        SignalReceiver<Object> receiver = calls.receiver("signal");
        Connection connection = signal.connect(receiver);
        part.send(null, "saved");
        connection.close();
        return new WeakReference<>(receiver);
    }
}
