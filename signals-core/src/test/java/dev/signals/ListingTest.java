package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Blog.Article;
import java.lang.ref.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a37_connectionsAreListedInCallingOrder() {
        Connection late = signal.connect(calls.receiver("late"), order(1));
        Connection first = signal.connect(Article.class, calls.receiver("first"));
        Connection second = signal.connect(calls.receiver("second"));

        assertThat(signal.connections()).containsExactly(first, second, late);
    }

    @Test
    void a37_aListingIsACopyThatCannotBeChanged() {
        Connection connection = signal.connect(calls.receiver("one"));
        List<Connection> listing = signal.connections();
        connection.close();

        assertThat(listing).containsExactly(connection);
        assertThat(signal.connections()).isEmpty();
        assertThatThrownBy(listing::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aConnectionTellsWhatWasGivenAtConnect() {
        SignalReceiver<Object> receiver = calls.receiver("one");

        Connection connection =
                signal.connect(Article.class, receiver, uid("u"), order(7), weak(), includingSubtypes());

        assertThat(connection.signal()).isEqualTo("post_save");
        assertThat(connection.sender()).contains(Article.class);
        assertThat(connection.isForAnySender()).isFalse();
        assertThat(connection.receiver()).containsSame(receiver);
        assertThat(connection.uid()).contains("u");
        assertThat(connection.order()).isEqualTo(7);
        assertThat(connection.isWeak()).isTrue();
        assertThat(connection.includesSubtypes()).isTrue();
        assertThat(connection.delivery()).isEmpty();
        assertThat(connection.isConnected()).isTrue();
        Reference.reachabilityFence(receiver);
    }

    @Test
    void aConnectionWithoutOptionsTellsThatThereAreNone() {
        Connection connection = signal.connect(calls.receiver("one"));

        assertThat(connection.sender()).isEmpty();
        assertThat(connection.isForAnySender()).isTrue();
        assertThat(connection.uid()).isEmpty();
        assertThat(connection.order()).isZero();
        assertThat(connection.isWeak()).isFalse();
        assertThat(connection.includesSubtypes()).isFalse();
    }

    @Test
    void aClosedConnectionIsNotConnectedAndStillTellsWhatItWas() {
        Connection connection = signal.connect(Article.class, calls.receiver("one"));

        connection.close();

        assertThat(connection.isConnected()).isFalse();
        assertThat(connection.sender()).contains(Article.class);
    }

    @Test
    void aConnectionIsNamedByReceiverSignalSenderAndUid() {
        assertThat(signal.connect(Article.class, new SendTest.Failing(new Error()), uid("auto-slug")))
                .asString()
                .contains(SendTest.Failing.class.getName(), "post_save", Article.class.getName(), "auto-slug");
        assertThat(signal.connect(event -> {}))
                .asString()
                .contains("lambda in " + ListingTest.class.getName(), "any sender");
    }

    @Test
    void aSignalIsNamedWithTheNumberOfItsReceivers() {
        signal.connect(calls.receiver("one"));
        signal.connect(calls.receiver("two"));

        assertThat(signal).hasToString("post_save (2 receivers)");
        assertThat(signal.name()).isEqualTo("post_save");
        assertThat(signal.eventType()).isEqualTo(String.class);
    }

    @Test
    void anEventTypeWithTypeArgumentsIsGivenByItsRawClass() {
        Signal<List<String>> lists = Signal.of("lists", List.class);
        lists.connect(event -> calls.add(event.get(0)));

        lists.send(null, List.of("first"));

        assertThat(calls.take()).containsExactly("first");
    }

    @Test
    void theVersionChangesWithTheConnectionsOfTheSignalAndOfTheOneItIsAPartOf() {
        Signal<String> whole = Signal.of("post_save", String.class);
        Signal<String> part = whole.scoped();
        Object before = part.version();

        whole.send(null, "asking for a sender changes nothing");
        assertThat(part.version()).isSameAs(before);

        Connection connection = whole.connect(event -> {});
        Object connected = part.version();
        assertThat(connected).isNotSameAs(before);

        connection.close();
        assertThat(part.version()).isNotSameAs(connected);
    }
}
