package dev.signals;

import static dev.signals.Options.after;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import dev.signals.Blog.Tag;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Receivers that are called after others, named by uid. */
class AfterTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    private Connection connect(String name, Option<Object> option) {
        return signal.connect(calls.receiver(name), uid(name), option);
    }

    @Test
    void aReceiverIsCalledAfterTheOneItNamesThoughThatIsConnectedLater() {
        connect("mail", after("index"));
        connect("audit", order(0));
        connect("index", order(0));

        assertThat(calls.sending(signal, null)).containsExactly("audit", "index", "mail");
        assertThat(signal.connections())
                .extracting(Connection::uid)
                .extracting(Optional::orElseThrow)
                .containsExactly("audit", "index", "mail");
    }

    @Test
    void nothingChangesIfItWouldBeCalledLaterAnyway() {
        connect("index", order(0));
        connect("mail", after("index"));
        connect("audit", order(0));

        assertThat(calls.sending(signal, null)).containsExactly("index", "mail", "audit");
    }

    @Test
    void aReceiverMayNameSeveral() {
        connect("mail", after("index", "audit"));
        connect("index", order(0));
        connect("other", order(0));
        connect("audit", order(3));
        connect("last", order(4));

        assertThat(calls.sending(signal, null)).containsExactly("index", "other", "audit", "mail", "last");
        assertThat(signal.connections().get(3).after()).containsExactly("index", "audit");
    }

    @Test
    void aUidThatNobodyHasCountsFromItsConnectToItsDisconnect() {
        connect("mail", after("index"));
        connect("audit", order(0));
        assertThat(calls.sending(signal, null)).containsExactly("mail", "audit");

        Connection index = connect("index", order(0));
        assertThat(calls.sending(signal, null)).containsExactly("audit", "index", "mail");

        index.close();
        assertThat(calls.sending(signal, null)).containsExactly("mail", "audit");
    }

    @Test
    void receiversForSubtypesAndForAnySenderAreNamedToo() {
        signal.connect(Article.class, calls.receiver("mail"), after("index", "audit"));
        signal.connect(Article.class, calls.receiver("exact"));
        signal.connect(Content.class, calls.receiver("index"), uid("index"), includingSubtypes());
        signal.connect(calls.receiver("audit"), uid("audit"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("exact", "index", "audit", "mail");
    }

    @Test
    void aReceiverForAnySenderIsCalledAfterThatOfTheSender() {
        signal.connect(calls.receiver("any"), after("index"));
        signal.connect(Article.class, calls.receiver("article"), uid("index"));
        signal.connect(Tag.class, calls.receiver("tag"), uid("index"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("article", "any");
        assertThat(calls.sending(signal, Tag.class)).containsExactly("tag", "any");
    }

    @Test
    void aUidOfAReceiverForOtherSendersHasNoEffect() {
        signal.connect(Article.class, calls.receiver("mail"), uid("mail"), after("index"));
        signal.connect(Article.class, calls.receiver("audit"));
        signal.connect(Tag.class, calls.receiver("tag"), uid("index"), after("mail"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("mail", "audit");
        assertThat(calls.sending(signal, Tag.class)).containsExactly("tag");
    }

    @Test
    void afterCountsMoreThanTheOrderOfTheOther() {
        connect("mail", after("index"));
        connect("early", order(5));
        connect("index", order(10));

        assertThat(calls.sending(signal, null)).containsExactly("early", "index", "mail");
    }

    @Test
    void anOrderGivenWithItMayNotBeLower() {
        signal.connect(calls.receiver("mail"), uid("mail"), after("index"), order(1));
        connect("index", order(1));
        assertThat(calls.sending(signal, null)).containsExactly("index", "mail");
        signal.disconnect("index");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect("index", order(2)))
                .withMessage(
                        "cannot connect receiver dev.signals.Calls$Recorder (uid \"index\") of post_save for any sender:"
                                + " \"mail\" is to be called after \"index\", but has order 1, which is lower than order 2 of"
                                + " \"index\"; drop order(...), or after(...)");
        assertThat(calls.sending(signal, null)).containsExactly("mail");
    }

    @Test
    void anOrderGivenWithItMayNotBeLowerThanThatOfAnyItWaitsFor() {
        signal.connect(calls.receiver("mail"), after("index"), order(5));
        connect("index", after("audit"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect("audit", order(10)))
                .withMessageEndingWith(
                        "receiver dev.signals.Calls$Recorder of post_save for any sender is to be called after"
                                + " \"index\", but has order 5, which is lower than order 10 of \"audit\"; drop order(...), or"
                                + " after(...)");
    }

    @Test
    void aCircleIsRefusedByTheConnectThatWouldCloseIt() {
        connect("a", after("b"));
        connect("b", after("c"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect("c", after("a")))
                .withMessage(
                        "cannot connect receiver dev.signals.Calls$Recorder (uid \"c\") of post_save for any sender:"
                                + " receivers would wait for each other: \"c\" after \"a\" after \"b\" after \"c\"; drop one of"
                                + " these options");
        assertThat(calls.sending(signal, null)).containsExactly("b", "a");

        signal.disconnect("b");
        connect("c", after("a"));
        assertThat(calls.sending(signal, null)).containsExactly("a", "c");
    }

    @Test
    void aReceiverCannotNameItsOwnUid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect("a", after("b", "a")))
                .withMessageEndingWith(
                        "to post_save for any sender: after(\"b\", \"a\") names its own uid; name the uids of"
                                + " others");
    }

    @Test
    void anEmptyOptionIsRefused() {
        String end = " names no uid; name the uids of the receivers that are called before, or drop the option";
        assertThatIllegalArgumentException().isThrownBy(() -> after()).withMessage("after()" + end);
        assertThatIllegalArgumentException().isThrownBy(() -> after("a", "")).withMessage("after(\"a\", \"\")" + end);
        assertThatThrownBy(() -> after((String) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void connectingAgainIsNoCircle() {
        connect("a", order(0));
        connect("b", after("a"));

        assertThat(connect("a", after("b")).after()).isEmpty();
        assertThat(calls.sending(signal, null)).containsExactly("a", "b");
    }

    @Test
    void aPlainReceiverCannotFollowAnAsynchronousOne() {
        AsyncReceiver<Object> start = event -> {
            calls.add("async");
            return CompletableFuture.completedFuture(null);
        };
        signal.connect(start, uid("push"), after("mail"));
        connect("mail", order(7));
        assertThat(calls.sending(signal, null)).containsExactly("mail", "async");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect("log", after("push")))
                .withMessageEndingWith(
                        "\"log\" is to be called after \"push\", but asynchronous receivers follow the plain"
                                + " ones; drop after(...)");
    }

    @Test
    void aPartAndTheSignalItBelongsToHaveOneOrder() {
        Signal<String> part = signal.scoped();
        signal.connect(calls.receiver("process"), after("factory"));
        part.connect(calls.receiver("late"), uid("late"), order(3));
        part.connect(calls.receiver("factory"), uid("factory"), after("late"));

        assertThat(calls.sending(part, null)).containsExactly("late", "factory", "process");
        assertThat(calls.sending(signal, null)).containsExactly("process");
        part.sendOwn(null, "saved");
        assertThat(calls.take()).containsExactly("late", "factory");
    }

    @Test
    void aCircleWithAPartIsRefusedThere() {
        Signal<String> part = signal.scoped();
        signal.connect(calls.receiver("process"), uid("process"), after("factory"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> part.connect(calls.receiver("factory"), uid("factory"), after("process")))
                .withMessageContaining("\"factory\" after \"process\" after \"factory\"");
    }

    @Test
    void aCircleThatTheSignalClosesIsToldOnceInTheLog() {
        Signal<String> part = signal.scoped();
        part.connect(calls.receiver("factory"), uid("factory"), after("process"));
        try (LogCapture log = LogCapture.open()) {
            signal.connect(calls.receiver("process"), uid("process"), after("factory"));

            assertThat(calls.sending(part, null)).containsExactly("factory", "process");
            part.connect(calls.receiver("other"));
            assertThat(calls.sending(part, null)).containsExactly("factory", "process", "other");
            part.connect(calls.receiver("last"));
            assertThat(calls.sending(part, null)).containsExactly("factory", "process", "other", "last");

            assertThat(log.records())
                    .singleElement()
                    .extracting(LogRecord::getMessage, InstanceOfAssertFactories.STRING)
                    .contains("(uid \"factory\") of post_save", "as if it had no option after(...)", "[process]");
        }
    }

    @Test
    void batchReceiversFollowEachOtherToo() {
        signal.connect((BatchReceiver<Object>) events -> calls.add("digest"), after("index"));
        signal.connect((BatchReceiver<Object>) events -> calls.add("index"), uid("index"));
        signal.connect((BatchReceiver<Object>) events -> calls.add("third"));

        signal.sendAll(List.of("a", "b"), event -> Article.class);

        assertThat(calls.take()).containsExactly("index", "digest", "third");
    }

    @Test
    void aCollectedReceiverOfTheSignalClosesNoCircleWithAPart() {
        Signal<String> part = signal.scoped();
        connectWeakly("process", after("factory"));
        Garbage.collect();

        part.connect(calls.receiver("factory"), uid("factory"), after("process"));

        assertThat(calls.sending(part, null)).containsExactly("factory");
    }

    private void connectWeakly(String name, Option<Object> option) {
        signal.connect(new Named(name, calls), uid(name), option, Options.weak());
    }

    private record Named(String name, Calls calls) implements SignalReceiver<String> {
        @Override
        public void receive(String event) {
            calls.add(name);
        }
    }
}
