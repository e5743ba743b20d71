package dev.signals.panel;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.Scope;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.panel.Library.Book;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the panel shows of receivers. */
class MapTest {

    private final Library library = Library.open();
    private final SignalPanel panel = library.record();

    static class Receivers {

        @Receiver
        void number(PreSave<Book> event) {}

        @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
        void look(PostSave<Book> event) {}
    }

    @AfterEach
    void close() {
        panel.close();
        library.close();
    }

    @Test
    void aReceiverIsShownWithItsSignalItsMomentItsOptionsAndItsPlaceInTheSource() {
        library.signals.register(new Receivers());
        library.signals.postSave().connect(Book.class, event -> {}, uid("mail"), order(7), afterCommit());
        library.signals.postDelete().connect(Book.class, event -> {}, afterCommit(ReceiverExecutor.onVirtualThreads()));

        assertThat(receivers("Book"))
                .extracting(
                        receiver -> receiver.path("signal").asText(),
                        receiver -> receiver.path("name").asText(),
                        receiver -> receiver.path("phase").asText(),
                        receiver -> receiver.path("options").toString())
                .containsExactly(
                        tuple("pre_save", "Receivers.number", "AT_ONCE", ""),
                        tuple("post_save", "Receivers.look", "BEFORE_COMMIT", ""),
                        tuple("post_save", "MapTest (lambda)", "AFTER_COMMIT", "[\"uid \\\"mail\\\"\",\"order 7\"]"),
                        tuple("post_delete", "MapTest (lambda)", "BACKGROUND", ""));
        assertThat(receivers("Book"))
                .extracting(receiver -> receiver.path("source").asText())
                .allMatch(source -> source.matches("MapTest\\.java:\\d+"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aReceiverOfAnyEntityIsShownForEach() {
        library.signals.preSave().connect(event -> {});

        assertThat(receivers("Book"))
                .hasSize(1)
                .allMatch(receiver -> receiver.path("any").asBoolean());
        assertThat(receivers("Loan")).hasSize(1);
    }

    @Test
    void aReceiverByNameAndOneOfSubtypesAreShownForTheEntitiesThatReachThem() {
        library.signals.preSave().connect("Loan", event -> {});
        library.signals.postSave().connect(Object.class, event -> {}, includingSubtypes());

        assertThat(receivers("Book"))
                .extracting(receiver -> receiver.path("sender").asText())
                .containsExactly("Object and subtypes");
        assertThat(receivers("Loan"))
                .extracting(receiver -> receiver.path("sender").asText())
                .containsExactly("Library.Loan", "Object and subtypes");
    }

    @Test
    void whatIsMutedIsNamed() {
        Scope muted = library.signals.mute(library.signals.postSave());
        JsonNode named = Library.map(panel).path("muted");
        muted.close();

        assertThat(named).extracting(JsonNode::asText).containsExactly("post_save");
        assertThat(Library.map(panel).has("muted")).isFalse();
    }

    private List<JsonNode> receivers(String entity) {
        JsonNode map = Library.map(panel);
        return StreamSupport.stream(map.path("entities").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(entity))
                .flatMap(each -> StreamSupport.stream(each.path("receivers").spliterator(), false))
                .map(index -> map.path("receivers").path(index.asInt()))
                .toList();
    }
}
