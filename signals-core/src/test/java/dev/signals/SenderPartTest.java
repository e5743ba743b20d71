package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderPartTest {

    /** Events are texts that begin with what they are about. */
    private record Topic(String name) implements SenderPart<String> {
        @Override
        public boolean includes(String event) {
            return event.startsWith(name);
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    private final Signal<String> signal = Signal.of("changed", String.class);
    private final List<String> heard = new ArrayList<>();

    @Test
    void aReceiverForAPartHearsNothingOfTheRest() {
        signal.connect(Blog.class, heard::add, new Topic("tags"));

        signal.send(Blog.class, "tags added");
        signal.send(Blog.class, "authors added");
        signal.send(String.class, "tags added");

        assertThat(heard).containsExactly("tags added");
    }

    @Test
    void aFilterIsAskedForThePartOnly() {
        signal.connect(Blog.class, heard::add, new Topic("tags"), filter(event -> event.endsWith("added")));

        signal.send(Blog.class, "tags added");
        signal.send(Blog.class, "tags removed");
        signal.send(Blog.class, "authors added");

        assertThat(heard).containsExactly("tags added");
    }

    @Test
    void theSameUidStandsForOneReceiverOfEachPart() {
        Connection tags = signal.connect(Blog.class, heard::add, uid("x"), new Topic("tags"));
        Connection authors = signal.connect(Blog.class, heard::add, uid("x"), new Topic("authors"));
        Connection whole = signal.connect(Blog.class, heard::add, uid("x"));

        assertThat(signal.connections()).containsExactly(tags, authors, whole);
        assertThat(signal.connect(Blog.class, heard::add, uid("x"), new Topic("tags")))
                .isSameAs(tags);
    }

    @Test
    void aPartIsDisconnectedByItsUid() {
        signal.connect(Blog.class, heard::add, uid("x"), new Topic("tags"));
        Connection whole = signal.connect(Blog.class, heard::add, uid("x"));

        assertThat(signal.disconnect(Blog.class, new Topic("authors"), "x")).isFalse();
        assertThat(signal.disconnect(Blog.class, new Topic("tags"), "x")).isTrue();
        assertThat(signal.connections()).containsExactly(whole);
    }

    @Test
    void aListingNamesThePart() {
        Connection connection = signal.connect(Blog.class, heard::add, new Topic("tags"));

        assertThat(connection.part()).contains(new Topic("tags"));
        assertThat(connection)
                .hasToString("receiver lambda in " + getClass().getName() + " of changed for " + Blog.class.getName()
                        + ".tags");
    }

    @Test
    void twoPartsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Blog.class, heard::add, new Topic("tags"), new Topic("authors")))
                .withMessageContaining("give each kind once");
    }
}
