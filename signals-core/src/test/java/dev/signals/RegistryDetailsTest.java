package dev.signals;

import static dev.signals.Options.after;
import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Commentable;
import dev.signals.Blog.Content;
import dev.signals.Blog.Entity;
import dev.signals.Blog.Tag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is connected, for which sender and in which order, where other tests look only at what is called. */
class RegistryDetailsTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    private record Topic(String name) implements SenderPart<String> {
        @Override
        public boolean includes(String event) {
            return event.startsWith(name);
        }
    }

    @Test
    void aConnectionForAnObjectAndOneForAPartOfAClassAreTwoThoughTheyHaveOneUid() {
        Connection ofObject = signal.connect("sender", event -> {}, uid("u"));
        Connection ofPart = signal.connect(Article.class, event -> {}, uid("u"), new Topic("java"));
        Connection ofAnotherObject = signal.connect("other", event -> {}, uid("u"));

        assertThat(signal.connections()).containsExactly(ofObject, ofPart, ofAnotherObject);
        assertThat(signal.disconnect("sender", "u")).isTrue();
        assertThat(signal.connections()).containsExactly(ofPart, ofAnotherObject);
    }

    @Test
    void aPartOfAnySenderIsDisconnectedByItsUid() {
        signal.connect(event -> {}, uid("u"), new Topic("java"));

        assertThat(signal.disconnect(new Topic("kotlin"), "u")).isFalse();
        assertThat(signal.disconnect(new Topic("java"), "u")).isTrue();
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aReceiverOfASubclassWaitsForOneOfItsSuperclass() {
        Connection waiting = signal.connect(Article.class, event -> {}, uid("a"), after("b"));
        Connection other = signal.connect(Content.class, event -> {}, uid("b"), includingSubtypes());

        assertThat(signal.connections()).containsExactly(other, waiting);
    }

    @Test
    void aReceiverOfASuperclassWaitsForOneOfItsSubclass() {
        Connection waiting = signal.connect(Content.class, event -> {}, uid("a"), after("b"), includingSubtypes());
        Connection other = signal.connect(Article.class, event -> {}, uid("b"));

        assertThat(signal.connections()).containsExactly(other, waiting);
    }

    @Test
    void receiversOfAClassAndAnInterfaceMayMeetInAClassThatIsBoth() {
        Connection waiting = signal.connect(Tag.class, event -> {}, uid("a"), after("b"), includingSubtypes());
        Connection other = signal.connect(Commentable.class, event -> {}, uid("b"), includingSubtypes());

        assertThat(signal.connections()).containsExactly(other, waiting);
    }

    @Test
    void receiversThatNoEventReachesBothDoNotWait() {
        Connection first = signal.connect(Tag.class, event -> {}, uid("a"), after("b"), includingSubtypes());
        Connection ofOtherClass = signal.connect(Content.class, event -> {}, uid("b"), includingSubtypes());
        Connection withoutSubtypes = signal.connect(Entity.class, event -> {}, uid("c"));
        Connection second = signal.connect(Commentable.class, event -> {}, uid("d"), after("c"));
        Connection ofAnObject = signal.connect("sender", event -> {}, uid("e"), after("c", "b"));

        assertThat(signal.connections()).containsExactly(first, ofOtherClass, withoutSubtypes, second, ofAnObject);
    }

    @Test
    void aReceiverOfAnySenderWaitsForOneOfAClassAndTheOtherWayRound() {
        Connection any = signal.connect(event -> {}, uid("a"), after("b"));
        Connection ofClass = signal.connect(Article.class, event -> {}, uid("b"));
        Connection ofTag = signal.connect(Tag.class, event -> {}, uid("c"), after("d"));
        Connection last = signal.connect(event -> {}, uid("d"));

        assertThat(signal.connections()).containsExactly(ofClass, any, last, ofTag);
    }

    @Test
    void anObjectHasReceiversIfOneIsConnectedForIt() {
        signal.connect("sender", calls.receiver("one"));

        assertThat(signal.hasReceivers("sender")).isTrue();
        assertThat(signal.hasReceivers(new Object())).isFalse();
    }

    @Test
    void eachWayOfSendingReturnsWhatTheReceiversAnswer() {
        Signal<String> part = signal.scoped();
        part.connect("sender", SignalReceiver.answering(event -> 1));
        part.connect(SignalReceiver.answering(event -> 2));

        assertThat(part.send("sender", "event"))
                .extracting(Outcome.Returned::answer)
                .containsExactly(1, 2);
        assertThat(part.sendRobust("sender", "event")).hasSize(2);
        assertThat(part.sendRobust(new Object(), "event")).hasSize(1);
        assertThat(part.sendOwn(null, "event"))
                .extracting(Outcome.Returned::answer)
                .containsExactly(2);
    }

    @Test
    void aSignalSaysWhetherAMuteIsOpen() {
        assertThat(signal.isMuted()).isFalse();
        for (Scope muted : List.of(signal.mute(), signal.mute(Article.class))) {
            assertThat(signal.isMuted()).isTrue();
            muted.close();
        }
        assertThat(signal.isMuted()).isFalse();
    }

    @Test
    void whatIsPreservedComesBack() {
        Connection before = signal.connect(event -> {});
        Scope preserved = signal.preserve();
        before.disconnect();
        signal.connect(event -> {}, uid("other"));

        preserved.close();

        assertThat(signal.connections()).containsExactly(before);
    }

    @Test
    void theObserversOfSeveralPartsSeeAConnectionOfTheWhole() {
        List<String> seen = new ArrayList<>();
        List<Signal<String>> parts = List.of(signal.scoped(), signal.scoped(), signal.scoped());
        parts.forEach(part -> part.onConnect(connection -> seen.add("part " + parts.indexOf(part))));

        signal.connect(event -> {});

        assertThat(seen).containsExactly("part 0", "part 1", "part 2");
    }

    @Test
    void anotherReceiverWithTheUidOfOneIsWarnedOf() {
        SignalReceiver<Object> first = named("com.acme.First.saved");
        signal.connect(first, uid("u"));
        try (LogCapture log = LogCapture.open()) {
            signal.connect(named("com.acme.First.saved"), uid("u"));
            assertThat(log.records()).isEmpty();
            signal.connect(named("com.acme.Second.saved"), uid("u"));
            assertThat(log.onlyMessage())
                    .startsWith("receiver com.acme.Second.saved was not connected: its uid is taken by receiver"
                            + " com.acme.First.saved (uid \"u\") of post_save for any sender, and the first stays");
        }
        try (LogCapture log = LogCapture.open()) {
            signal.connect(calls.receiver("of another class"), uid("u"));
            assertThat(log.onlyMessage()).contains("was not connected").doesNotContain("of class loader");
        }
    }

    @Test
    void onlyAReceiverWithoutANameHasAPlace() {
        assertThat(signal.connect(named("com.acme.First.saved")).connectedAt()).isEmpty();
        assertThat(signal.connect(new RegistryDetailsReceiver()).connectedAt()).isEmpty();
        assertThat(signal.connect(event -> calls.add("lambda"))
                        .connectedAt()
                        .orElseThrow()
                        .getMethodName())
                .isEqualTo("onlyAReceiverWithoutANameHasAPlace");
        assertThat(new InConstructor(signal)
                        .connection
                        .connectedAt()
                        .orElseThrow()
                        .getMethodName())
                .isEqualTo("<init>");
    }

    @Test
    void aFilterTestsAndNamesItself() {
        Condition<String> filter = filter((String event) -> event.isEmpty());

        assertThat(filter.test("")).isTrue();
        assertThat(filter.test("text")).isFalse();
        assertThat(filter).hasToString("filter");
    }

    private static DescribedReceiver<Object> named(String name) {
        return new Described(name);
    }

    private record Described(String description) implements DescribedReceiver<Object> {
        @Override
        public void receive(Object event) {}
    }

    private static final class RegistryDetailsReceiver implements SignalReceiver<Object> {
        @Override
        public void receive(Object event) {}
    }

    private static final class InConstructor {
        private Connection connection;

        InConstructor(Signal<String> signal) {
            Runnable connect = () -> connection = signal.connect(event -> connection.uid());
            connect.run();
        }
    }
}
