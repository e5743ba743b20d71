package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Senders that are objects and not classes. */
class ObjectSenderTest {

    private enum Place {
        HERE,
        THERE
    }

    /** Equal to each other machine of its name. */
    private record Machine(String name) {}

    private final Signal<String> signal = Signal.of("reported", String.class);
    private final List<String> heard = new ArrayList<>();

    @Test
    void a10_sendersAreComparedByIdentity() {
        Machine machine = new Machine("a");
        Machine equal = new Machine("a");
        signal.connect(machine, event -> heard.add("one " + event));
        signal.connect(equal, event -> heard.add("equal " + event));
        signal.connect(event -> heard.add("any " + event));
        signal.connect(Machine.class, event -> heard.add("class " + event));

        signal.send(machine, "a");
        signal.send(new Machine("a"), "b");
        signal.send(Machine.class, "c");
        signal.sendRobust(equal, "d");
        signal.sendAll(List.of("e"), event -> machine);

        assertThat(heard)
                .containsExactly("one a", "any a", "any b", "any c", "class c", "equal d", "any d", "one e", "any e");
        assertThat(signal.hasReceivers(machine)).isTrue();
    }

    @Test
    void anAsynchronousSendingHasAnObjectAsSenderToo() {
        signal.connect(Place.HERE, heard::add);
        signal.sendAsync(Place.HERE, "a", Runnable::run).join();
        signal.sendRobustAsync(Place.HERE, "b", Runnable::run).join();
        signal.sendAsync(Place.THERE, "c", Runnable::run).join();
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void aClassInAVariableOfAnyTypeIsStillAClass() {
        Object type = Integer.class;
        signal.connect(type, event -> heard.add("a " + event), Options.includingSubtypes());
        signal.connect(Number.class, event -> heard.add("b " + event), Options.includingSubtypes());
        signal.send(type, "sent");
        assertThat(heard).containsExactly("a sent", "b sent");
        assertThat(signal.connections().get(0).sender()).contains(Integer.class);
    }

    @Test
    void aReceiverIsDisconnectedByItsSender() {
        SignalReceiver<String> receiver = heard::add;
        Connection connection = signal.connect(Place.HERE, receiver);
        assertThat(signal.connect(Place.HERE, receiver)).isSameAs(connection);
        signal.connect(Place.THERE, receiver, Options.uid("x"));
        assertThat(signal.disconnect(Place.THERE, receiver)).isFalse();
        assertThat(signal.disconnect(Place.HERE, receiver)).isTrue();
        assertThat(signal.disconnect(Place.HERE, "x")).isFalse();
        assertThat(signal.disconnect(Place.THERE, "x")).isTrue();
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aPartOfAnObjectHasAKeyOfItsOwn() {
        SenderPart<String> part = new SenderPart<>() {
            @Override
            public boolean includes(String event) {
                return event.startsWith("p");
            }

            @Override
            public String toString() {
                return ".part";
            }
        };
        Connection whole = signal.connect(Place.HERE, heard::add, Options.uid("x"));
        Connection ofPart = signal.connect(Place.HERE, heard::add, Options.uid("x"), part);
        Connection ofClass = signal.connect(Place.class, heard::add, Options.uid("x"), part);
        assertThat(List.of(whole, ofPart, ofClass)).doesNotHaveDuplicates();
        assertThat(signal.connect(Place.HERE, heard::add, Options.uid("x"), part))
                .isSameAs(ofPart);
        signal.send(Place.HERE, "p");
        assertThat(heard).containsExactly("p", "p");
    }

    @Test
    void senderAndReceiverAreNamedWithoutTheToStringOfTheSender() {
        Machine machine = new Machine("secret");
        assertThat(signal.connect(machine, event -> {}).senderName())
                .startsWith(Machine.class.getName() + "@")
                .doesNotContain("secret");
        assertThat(signal.connect(Place.HERE, event -> {}).senderName()).isEqualTo(Place.class.getName() + ".HERE");
        assertThat(signal.connect("topic", event -> {}).senderName()).isEqualTo("\"topic\"");
        assertThat(signal.connections().get(0).senderObject()).containsSame(machine);
        assertThat(signal.connections().get(0).sender()).isEmpty();
        assertThat(signal.connections().get(0).isForAnySender()).isFalse();
    }

    @Test
    void subtypesOfAnObjectAreRefused() {
        assertThatThrownBy(() -> signal.connect(Place.HERE, event -> {}, Options.includingSubtypes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Place.class.getName() + ".HERE")
                .hasMessageContaining("includingSubtypes() has no meaning for a sender that is no class");
    }

    @Test
    void aMuteOfAClassLeavesItsObjectsAlone() {
        Machine machine = new Machine("a");
        signal.connect(machine, heard::add);
        try (Scope muted = signal.mute(Object.class)) {
            assertThat(muted).isNotNull();
            signal.send(machine, "heard");
        }
        assertThat(heard).containsExactly("heard");
    }

    @Test
    void a17_aConnectionEndsWithItsSender() {
        Connection connection = connectForAnObjectThatNobodyKeeps();
        WeakReference<Object> sender =
                new WeakReference<>(connection.senderObject().orElse(this));
        Garbage.awaitCollected(sender);
        assertThat(connection.isConnected()).isFalse();
        assertThat(signal.connections()).isEmpty();
    }

    private Connection connectForAnObjectThatNobodyKeeps() {
        Machine machine = new Machine("a");
        Connection connection = signal.connect(machine, event -> {});
        signal.send(machine, "sent");
        return connection;
    }
}
