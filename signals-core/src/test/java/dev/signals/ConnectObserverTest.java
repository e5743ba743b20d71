package dev.signals;

import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectObserverTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final List<Connection> seen = new ArrayList<>();

    @Test
    void anObserverSeesEachConnectionAfterItWasMade() {
        List<Boolean> reachable = new ArrayList<>();
        signal.onConnect(connection -> reachable.add(signal.hasReceivers(String.class)));
        signal.onConnect(seen::add);

        Connection connection = signal.connect(String.class, event -> {});

        assertThat(seen).containsExactly(connection);
        assertThat(reachable).containsExactly(true);
    }

    @Test
    void aRepeatedRegistrationIsSeenAgain() {
        signal.onConnect(seen::add);

        Connection first = signal.connect(event -> {}, uid("once"));
        signal.connect(event -> {}, uid("once"));

        assertThat(seen).containsExactly(first, first);
    }

    @Test
    void anObserverOfAPartSeesConnectionsOfTheSignalsItIsAPartOf() {
        Signal<String> middle = signal.scoped();
        Signal<String> part = middle.scoped();
        part.onConnect(seen::add);

        Connection outer = signal.connect(event -> {});
        Connection inner = middle.connect(event -> {});
        Connection own = part.connect(event -> {});

        assertThat(seen).containsExactly(outer, inner, own);
    }

    @Test
    void anObserverOfTheSignalSeesNothingOfItsParts() {
        signal.onConnect(seen::add);

        signal.scoped().connect(event -> {});

        assertThat(seen).isEmpty();
    }

    @Test
    void twoObserversOfOnePartAreToldOnceEach() {
        Signal<String> part = signal.scoped();
        part.onConnect(seen::add);
        part.onConnect(seen::add);

        signal.connect(event -> {});

        assertThat(seen).hasSize(2);
    }

    @Test
    void aSignalDoesNotKeepAnObservedPartAlive() {
        WeakReference<Signal<String>> part = observedPart();

        Garbage.awaitCollected(part);

        signal.connect(event -> {});
        assertThat(seen).isEmpty();
        Reference.reachabilityFence(signal);
    }

    private WeakReference<Signal<String>> observedPart() {
        Signal<String> part = signal.scoped();
        part.onConnect(seen::add);
        return new WeakReference<>(part);
    }
}
