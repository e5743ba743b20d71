package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mutes of one sender, of one connection and of some. */
class PartialMuteTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Signal<String> part = signal.scoped();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aMutedSenderIsNotHeardByThoseOfAnySenderEither() {
        signal.connect(event -> heard.add("any " + event));
        signal.connect(Integer.class, event -> heard.add("integer " + event));
        try (Scope muted = signal.mute(Integer.class)) {
            assertThat(muted).isNotNull();
            assertThat(signal.hasReceivers(Integer.class)).isFalse();
            assertThat(signal.hasReceivers(Long.class)).isTrue();
            signal.send(Integer.class, "muted");
            signal.sendRobust(Integer.class, "muted");
            signal.sendAll(List.of("muted"), event -> Integer.class);
            signal.send(Long.class, "other");
            signal.send(null, "none");
        }
        signal.send(Integer.class, "later");
        assertThat(heard).containsExactly("any other", "any none", "any later", "integer later");
    }

    @Test
    void aMutedSenderIsMutedWithItsSubtypes() {
        signal.connect(heard::add);
        try (Scope muted = signal.mute(Number.class)) {
            assertThat(muted).isNotNull();
            signal.send(Integer.class, "muted");
        }
        signal.send(Integer.class, "heard");
        assertThat(heard).containsExactly("heard");
    }

    @Test
    void aMutedConnectionStaysConnectedAtItsPlace() {
        Connection first = signal.connect(event -> heard.add("first " + event));
        signal.connect(event -> heard.add("second " + event));
        Scope outer = first.mute();
        Scope inner = first.mute();
        signal.send(null, "a");
        outer.close();
        outer.close();
        signal.send(null, "b");
        inner.close();
        signal.send(null, "c");
        assertThat(first.isConnected()).isTrue();
        assertThat(heard).containsExactly("second a", "second b", "first c", "second c");
    }

    @Test
    void someConnectionsAreMutedAlsoThoseMadeLaterAndThoseOfParts() {
        try (Scope muted = signal.mute(connection -> connection.uid().isPresent())) {
            assertThat(muted).isNotNull();
            part.connect(event -> heard.add("uid " + event), Options.uid("a"));
            part.connect(event -> heard.add("none " + event));
            part.send(null, "a");
        }
        part.send(null, "b");
        assertThat(heard).containsExactly("none a", "uid b", "none b");
    }

    @Test
    void aMuteOfAPartLeavesTheWholeAlone() {
        Connection connection = signal.connect(heard::add);
        try (Scope muted = part.mute(each -> each == connection)) {
            assertThat(muted).isNotNull();
            part.send(null, "muted");
            signal.send(null, "heard");
        }
        assertThat(heard).containsExactly("heard");
    }
}
