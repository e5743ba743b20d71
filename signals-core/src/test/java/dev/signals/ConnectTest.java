package dev.signals;

import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Tag;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class ConnectTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a01_aRegistrationIsKnownByReceiverAndSender() {
        SignalReceiver<Object> one = calls.receiver("one");

        Connection forArticle = signal.connect(Article.class, one);
        Connection forTag = signal.connect(Tag.class, one);
        Connection forAny = signal.connect(one);

        assertThat(signal.connections()).containsExactly(forArticle, forTag, forAny);
        assertThat(signal.connect(Tag.class, one)).isSameAs(forTag);
    }

    @Test
    void a01_equalReceiversAreTwoRegistrations() {
        record Equal(Calls calls) implements SignalReceiver<String> {
            @Override
            public void receive(String event) {
                calls.add("equal");
            }
        }

        signal.connect(new Equal(calls));
        signal.connect(new Equal(calls));

        assertThat(calls.sending(signal, null)).containsExactly("equal", "equal");
    }

    @Test
    void a03_connectingTheSameReceiverAgainKeepsItOnceAtItsPlace() {
        SignalReceiver<Object> one = calls.receiver("one");
        signal.connect(Article.class, calls.receiver("two"));
        Connection first = signal.connect(Article.class, one);
        signal.connect(Article.class, calls.receiver("three"));

        Connection again = signal.connect(Article.class, one);

        assertThat(again).isSameAs(first);
        assertThat(calls.sending(signal, Article.class)).containsExactly("two", "one", "three");
    }

    @Test
    void a03_connectingAgainWithOtherOptionsChangesNothing() {
        SignalReceiver<Object> one = calls.receiver("one");
        signal.connect(calls.receiver("zero"));
        signal.connect(one);

        Connection again = signal.connect(one, order(-1));

        assertThat(again.order()).isZero();
        assertThat(calls.sending(signal, null)).containsExactly("zero", "one");
    }

    @Test
    void a03_connectingAgainAfterADisconnectGoesToTheEnd() {
        SignalReceiver<Object> one = calls.receiver("one");
        Connection first = signal.connect(one);
        signal.connect(calls.receiver("two"));
        first.close();

        Connection second = signal.connect(one);

        assertThat(second).isNotSameAs(first);
        assertThat(calls.sending(signal, null)).containsExactly("two", "one");
    }

    @Test
    void a04_aReceiverForASenderAndForAnyIsCalledAtBothPlaces() {
        SignalReceiver<Object> one = calls.receiver("one");
        signal.connect(Article.class, calls.receiver("two"));
        signal.connect(Article.class, one);
        signal.connect(Article.class, calls.receiver("three"));
        signal.connect(one);

        assertThat(calls.sending(signal, Article.class)).containsExactly("two", "one", "three", "one");
        assertThat(calls.sending(signal, Tag.class)).containsExactly("one");
    }

    @Test
    void a05_theFirstReceiverWithAUidStays() {
        Connection first = signal.connect(Article.class, calls.receiver("first"), uid("u"));
        Connection second = signal.connect(Article.class, calls.receiver("second"), uid("u"));

        assertThat(second).isSameAs(first);
        assertThat(calls.sending(signal, Article.class)).containsExactly("first");
    }

    @Test
    void a05_uidsAreComparedByValue() {
        signal.connect(calls.receiver("first"), uid("u"));
        signal.connect(calls.receiver("second"), uid(new StringBuilder("u").toString()));

        assertThat(calls.sending(signal, null)).containsExactly("first");
    }

    @Test
    void a05_aUidFreedByDisconnectIsTakenByTheNext() {
        signal.connect(calls.receiver("first"), uid("u")).close();
        signal.connect(calls.receiver("second"), uid("u"));

        assertThat(calls.sending(signal, null)).containsExactly("second");
    }

    @Test
    void a05_aUidThatKeepsAReceiverOfAnotherClassOutIsWarnedAbout() {
        try (LogCapture log = LogCapture.open()) {
            signal.connect(Article.class, calls.receiver("first"), uid("slug"));
            signal.connect(Article.class, new Other(), uid("slug"));

            assertThat(log.levels()).containsExactly(Level.WARNING);
            assertThat(log.onlyMessage())
                    .contains(Other.class.getName(), "slug", "post_save", Article.class.getName())
                    .contains("use another uid");
        }
    }

    @Test
    void a05_theSameLambdaConnectedAgainUnderItsUidIsNotWarnedAbout() {
        try (LogCapture log = LogCapture.open()) {
            for (int i = 0; i < 2; i++) {
                int captured = i;
                signal.connect(event -> calls.add("lambda " + captured), uid("slug"));
            }

            assertThat(log.records()).isEmpty();
            assertThat(calls.sending(signal, null)).containsExactly("lambda 0");
        }
    }

    @Test
    void a06_aUidIsScopedBySender() {
        signal.connect(Article.class, calls.receiver("article"), uid("u"));
        signal.connect(Tag.class, calls.receiver("tag"), uid("u"));
        signal.connect(calls.receiver("any"), uid("u"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("article", "any");
        assertThat(calls.sending(signal, Tag.class)).containsExactly("tag", "any");
    }

    @Test
    void a06_oneReceiverUnderTwoUidsIsCalledTwice() {
        SignalReceiver<Object> one = calls.receiver("one");

        signal.connect(one, uid("a"));
        signal.connect(one, uid("b"));

        assertThat(calls.sending(signal, null)).containsExactly("one", "one");
    }

    @Test
    void a06_oneReceiverWithAndWithoutUidIsCalledTwice() {
        SignalReceiver<Object> one = calls.receiver("one");

        signal.connect(one);
        signal.connect(one, uid("a"));

        assertThat(calls.sending(signal, null)).containsExactly("one", "one");
    }

    @Test
    void a07_anEmptyUidIsNone() {
        SignalReceiver<Object> one = calls.receiver("one");

        Connection connection = signal.connect(one, uid(""));
        signal.connect(calls.receiver("two"), uid(""));

        assertThat(connection.uid()).isEmpty();
        assertThat(calls.sending(signal, null)).containsExactly("one", "two");
        assertThat(signal.disconnect(one)).isTrue();
    }

    @Test
    void a07_aBlankUidIsAUid() {
        signal.connect(calls.receiver("one"), uid(" "));
        signal.connect(calls.receiver("two"), uid(" "));

        assertThat(calls.sending(signal, null)).containsExactly("one");
    }

    @Test
    void a33_oneReceiverServesSeveralSignalsAndSenders() {
        Signal<String> other = Signal.of("pre_save", String.class);
        SignalReceiver<Object> one = calls.receiver("one");
        for (Class<?> sender : new Class<?>[] {Article.class, Tag.class}) {
            signal.connect(sender, one);
            other.connect(sender, one);
        }

        signal.send(Article.class, "saved");
        other.send(Article.class, "saved");
        signal.send(Tag.class, "saved");

        assertThat(calls.take()).containsExactly("one", "one", "one");
    }

    @Test
    void a38_aSetUpThatRunsTwiceConnectsOnceByUid() {
        Runnable ready = () -> signal.connect(Article.class, event -> calls.add("ready"), uid("blog.ready"));

        ready.run();
        ready.run();

        assertThat(calls.sending(signal, Article.class)).containsExactly("ready");
    }

    private static final class Other implements SignalReceiver<Object> {
        @Override
        public void receive(Object event) {}
    }
}
