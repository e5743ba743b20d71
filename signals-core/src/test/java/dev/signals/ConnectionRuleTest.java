package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signals.Blog.Article;
import dev.signals.Blog.Tag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionRuleTest {

    private final ConnectionRule onlyArticles = connection -> {
        if (connection.sender().filter(Article.class::equals).isEmpty()) {
            throw new IllegalArgumentException("cannot connect " + connection + ": only articles are sent");
        }
    };

    private final Signal<String> signal = Signal.of("post_save", String.class, onlyArticles);

    @Test
    void aRefusedReceiverIsNeverConnected() {
        List<Connection> seen = new ArrayList<>();
        signal.onConnect(seen::add);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.connect(Tag.class, event -> {}))
                .withMessageContaining("only articles are sent");

        assertThat(seen).isEmpty();
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void theRuleSeesTheConnectionWithAllItsPropertiesBeforeItIsConnected() {
        List<String> seen = new ArrayList<>();
        Signal<String> watched = Signal.of(
                "post_save",
                String.class,
                connection -> seen.add(connection.uid().orElse("") + " " + connection.isConnected()));

        watched.connect(Article.class, event -> {}, Options.uid("mail"));

        assertThat(seen).containsExactly("mail false");
    }

    @Test
    void aRefusedReceiverKeepsNobodyOut() {
        SignalReceiver<String> receiver = event -> {};
        assertThatIllegalArgumentException().isThrownBy(() -> signal.connect(receiver));

        assertThat(signal.connect(Article.class, receiver).isConnected()).isTrue();
    }

    @Test
    void aPartHasTheRuleOfItsSignalUnlessItIsGivenOneOfItsOwn() {
        assertThatIllegalArgumentException().isThrownBy(() -> signal.scoped().connect(Tag.class, event -> {}));

        Signal<String> open = signal.scoped(connection -> {});
        assertThat(open.connect(Tag.class, event -> {}).isConnected()).isTrue();
        assertThat(signal.rule()).isSameAs(onlyArticles);
        assertThat(signal.scoped().rule()).isSameAs(onlyArticles);
    }
}
