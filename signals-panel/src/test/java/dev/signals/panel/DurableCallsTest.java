package dev.signals.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.panel.Library.Book;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the panel shows of calls that wait in the database. */
class DurableCallsTest {

    @Test
    void durableCallsThatWaitAndThatWereGivenUpAreShown() {
        Map<String, String> settings = Map.of(
                OutboxSettings.TABLES, "true",
                OutboxSettings.POLL, "50ms",
                OutboxSettings.ATTEMPTS, "1");
        try (Library library = Library.with(settings);
                SignalPanel panel = library.record()) {
            library.signals
                    .changed()
                    .connect(
                            Book.class,
                            event -> {
                                throw new IllegalStateException("no mail for " + event.id());
                            },
                            Outbox.durable("mails"),
                            dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted());

            library.persist(new Book("9781402894626", "Emma"));

            JsonNode waiting = durable(panel).path("pending").path(0);
            assertThat(waiting.path("receiver").asText()).isEqualTo("mails");
            assertThat(waiting.path("count").asInt()).isOne();

            Outbox.of(library.factory).start();
            await().until(() -> durable(panel).has("dead"));
            Outbox.of(library.factory).stop();
            JsonNode dead = durable(panel).path("dead").path(0);
            assertThat(dead.path("receiver").asText()).isEqualTo("mails");
            assertThat(dead.path("attempts").asInt()).isOne();
            assertThat(dead.path("failure").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(panel.activity(null)).doesNotContain("9781402894626");
        }
    }

    @Test
    void anExceptionThatPrintsItselfWithValuesHasNoneInThePanel() {
        Map<String, String> settings = Map.of(
                OutboxSettings.TABLES, "true",
                OutboxSettings.POLL, "50ms",
                OutboxSettings.ATTEMPTS, "1");
        try (Library library = Library.with(settings);
                SignalPanel panel = library.record()) {
            library.signals
                    .changed()
                    .connect(
                            Book.class,
                            event -> {
                                throw new Talkative(event.id());
                            },
                            Outbox.durable("mails"),
                            dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted());
            library.persist(new Book("9781402894626", "Emma"));
            Outbox.of(library.factory).start();
            await().until(() -> durable(panel).has("dead"));
            Outbox.of(library.factory).stop();

            assertThat(durable(panel).path("dead").path(0).path("failure").asText())
                    .isEqualTo("an exception");
            assertThat(panel.activity(null)).doesNotContain("9781402894626");
        }
    }

    private static final class Talkative extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Talkative(Object id) {
            super(String.valueOf(id));
        }

        @Override
        public String toString() {
            return "no mail for " + getMessage();
        }
    }

    @Test
    void withoutTheirTablesThePanelStillAnswers() {
        try (Library library = Library.with(Map.of(OutboxSettings.TABLES, "true"));
                SignalPanel panel = library.record()) {
            library.signals.changed().connect(Book.class, event -> {}, Outbox.durable("mails"));
            library.factory.inTransaction(session ->
                    session.createNativeMutationQuery("drop all objects").executeUpdate());

            assertThat(durable(panel).path("trouble").asText()).isNotEmpty();
        }
    }

    private static JsonNode durable(SignalPanel panel) {
        return Library.activity(panel).path("queues").path(0).path("durable");
    }
}
