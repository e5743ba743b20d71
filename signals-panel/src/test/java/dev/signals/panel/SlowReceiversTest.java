package dev.signals.panel;

import static dev.signals.panel.Library.activity;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.SignalSettings;
import dev.signals.panel.Library.Book;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls of receivers that are slow. */
class SlowReceiversTest {

    private static Library slowLibrary() {
        Library library = Library.with(Map.of(SignalSettings.SLOW, "0ms"));
        library.signals.postSave().connect(Book.class, event -> {
            for (int i = 0; i < 3; i++) {
                event.session()
                        .createSelectionQuery("from Loan where book.isbn = '7'", Library.Loan.class)
                        .getResultList();
            }
        });
        return library;
    }

    private static JsonNode slow(SignalPanel panel) {
        return activity(panel).path("queues").path(0).path("slow");
    }

    @Test
    void aSlowCallIsListedWithTheStatementThatItRepeats() {
        try (Library library = slowLibrary();
                SignalPanel panel = library.record()) {
            library.persist(new Book("1", "Emma"));

            assertThat(slow(panel)).singleElement().satisfies(call -> {
                assertThat(call.path("receiver").asText()).isEqualTo("SlowReceiversTest (lambda)");
                assertThat(call.path("event").asText()).isEqualTo("post_save Book");
                assertThat(call.path("took").asLong()).isPositive();
                assertThat(call.path("statements").asInt()).isEqualTo(3);
                assertThat(call.path("times").asInt()).isEqualTo(3);
                assertThat(call.path("repeated").asText()).contains("from Loan").doesNotContain("7");
            });
        }
    }

    @Test
    void theEntityIsNamedByItsIdentifierForThoseWhoAskForValues() {
        try (Library library = slowLibrary();
                SignalPanel panel = library.record(PanelOptions.defaults().withValues())) {
            library.persist(new Book("1", "Emma"));

            assertThat(slow(panel).path(0).path("event").asText()).isEqualTo("post_save Book#1 created");
        }
    }

    @Test
    void theNewestIsTheFirst() {
        try (Library library = slowLibrary();
                SignalPanel panel = library.record(PanelOptions.defaults().withValues())) {
            library.persist(new Book("1", "Emma"));
            library.persist(new Book("2", "Persuasion"));

            assertThat(slow(panel).path(0).path("event").asText()).startsWith("post_save Book#2");
        }
    }

    @Test
    void nothingIsListedIfNothingIsSaidToBeSlow() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            library.persist(new Book("1", "Emma"));

            assertThat(activity(panel).path("queues").path(0).has("slow")).isFalse();
        }
    }
}
