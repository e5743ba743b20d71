package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import dev.signals.Blog.Tag;
import org.junit.jupiter.api.Test;

class DisconnectTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();
    private final SignalReceiver<Object> one = calls.receiver("one");

    @Test
    void a08_aReceiverForASenderIsNotFoundWithoutTheSender() {
        signal.connect(Article.class, one);

        assertThat(signal.disconnect(one)).isFalse();
        assertThat(signal.disconnect(Tag.class, one)).isFalse();
        assertThat(calls.sending(signal, Article.class)).containsExactly("one");
    }

    @Test
    void a08_aReceiverForAnySenderIsNotFoundWithASender() {
        signal.connect(one);

        assertThat(signal.disconnect(Article.class, one)).isFalse();
        assertThat(calls.sending(signal, Article.class)).containsExactly("one");
    }

    @Test
    void a08_disconnectingForASenderLeavesTheOneForAnyAtItsPlace() {
        signal.connect(Article.class, calls.receiver("two"));
        signal.connect(Article.class, one);
        signal.connect(Article.class, calls.receiver("three"));
        signal.connect(one);

        assertThat(signal.disconnect(Article.class, one)).isTrue();

        assertThat(calls.sending(signal, Article.class)).containsExactly("two", "three", "one");
    }

    @Test
    void a08_aReceiverWithAUidIsNotFoundByReceiver() {
        signal.connect(Article.class, one, uid("u"));

        assertThat(signal.disconnect(Article.class, one)).isFalse();
        assertThat(signal.disconnect("u")).isFalse();
        assertThat(signal.disconnect(Article.class, "u")).isTrue();
        assertThat(calls.sending(signal, Article.class)).isEmpty();
    }

    @Test
    void a08_aReceiverWithoutUidIsNotFoundByUid() {
        signal.connect(one);

        assertThat(signal.disconnect("one")).isFalse();
        assertThat(signal.disconnect("")).isFalse();
        assertThat(calls.sending(signal, null)).containsExactly("one");
    }

    @Test
    void a08_optionsBesidesTheUidAreNoPartOfTheKey() {
        signal.connect(Content.class, one, order(7), includingSubtypes());

        assertThat(signal.disconnect(Content.class, one)).isTrue();
        assertThat(calls.sending(signal, Article.class)).isEmpty();
    }

    @Test
    void a09_disconnectAnswersWhetherSomethingWasRemoved() {
        signal.connect(one);

        assertThat(signal.disconnect(one)).isTrue();
        assertThat(signal.disconnect(one)).isFalse();
    }

    @Test
    void a09_disconnectByUidAnswersWhetherSomethingWasRemoved() {
        signal.connect(one, uid("u"));

        assertThat(signal.disconnect("u")).isTrue();
        assertThat(signal.disconnect("u")).isFalse();
    }

    @Test
    void a09_disconnectByHandleAnswersWhetherSomethingWasRemoved() {
        Connection connection = signal.connect(one);

        assertThat(connection.disconnect()).isTrue();
        assertThat(connection.disconnect()).isFalse();
    }

    @Test
    void a09_disconnectingFromASignalWithoutReceiversIsNoError() {
        assertThat(signal.disconnect(one)).isFalse();
    }

    @Test
    void a36_disconnectWithASenderAnswersTrueOrFalseToo() {
        signal.connect(Article.class, one);

        assertThat(signal.disconnect(Article.class, one)).isTrue();
        assertThat(signal.disconnect(Article.class, one)).isFalse();
    }

    @Test
    void closingTwiceIsHarmless() {
        Connection connection = signal.connect(one);

        connection.close();
        connection.close();

        assertThat(connection.isConnected()).isFalse();
    }

    @Test
    @SuppressWarnings("try") // the resource is only to be closed
    void tryWithResourcesDisconnects() {
        try (Connection ignored = signal.connect(one)) {
            signal.send(null, "inside");
        }
        signal.send(null, "outside");

        assertThat(calls.take()).containsExactly("one");
    }

    @Test
    void anOldHandleDoesNotCloseALaterRegistrationOfTheSameReceiver() {
        Connection old = signal.connect(one);
        signal.disconnect(one);
        Connection present = signal.connect(one);

        assertThat(old.disconnect()).isFalse();
        assertThat(old.isConnected()).isFalse();
        assertThat(present.isConnected()).isTrue();
        assertThat(calls.sending(signal, null)).containsExactly("one");
    }

    @Test
    void disconnectingTheFirstTheMiddleAndTheLastKeepsTheOrderOfTheOthers() {
        Connection[] connections = new Connection[5];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = signal.connect(calls.receiver("r" + i));
        }

        connections[0].close();
        connections[2].close();
        connections[4].close();

        assertThat(calls.sending(signal, null)).containsExactly("r1", "r3");
    }
}
