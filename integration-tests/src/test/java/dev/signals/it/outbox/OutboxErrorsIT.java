package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.event.OutboxEvent;
import dev.signals.test.DurableCalls;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The messages of the outbox, as {@code docs/errors.md} shows them. */
class OutboxErrorsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        Long id = 1L;

        String title = "a";
    }

    static class Scan implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id = 1L;

        @Nullable
        Scan scan;
    }

    private final TestFactory factory = TestFactory.of(
            Database.H2,
            Map.of(OutboxSettings.TABLES, "true", OutboxSettings.CONTENT, "events,jobs"),
            Article.class,
            Page.class);

    @AfterEach
    void close() {
        factory.close();
    }

    private FactorySignals signals() {
        return factory.signals();
    }

    private static void assertListed(String heading, ThrowingCallable work) throws IOException {
        Throwable failure = catchThrowable(work);
        assertThat(failure).isNotNull();
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        ErrorsPage.assertListed(OutboxErrorsIT.class, heading, failure.getMessage());
    }

    @Test
    void aReceiverOfWhatIsNotFinal() throws IOException {
        assertListed(
                "durable-before-the-fact",
                () -> signals().preSave().connect(Article.class, event -> {}, durable("mail")));
    }

    @Test
    void aNameWithAQuote() throws IOException {
        assertListed("durable-name", () -> durable("it's"));
    }

    @Test
    void aNameOfTwoReceivers() throws IOException {
        signals().changed().connect(Article.class, event -> {}, durable("mail"));

        assertListed(
                "durable-name-taken", () -> signals().changed().connect(Article.class, event -> {}, durable("mail")));
    }

    @Test
    void anAttributeThatCannotBeReadBack() throws IOException {
        assertListed(
                "durable-unreadable-attribute",
                () -> signals().changed().connect(Page.class, event -> {}, durable("mail")));
    }

    @Test
    void callsThatAreHeldAlready() throws IOException {
        try (DurableCalls held = DurableCalls.hold(factory.sessionFactory())) {
            assertThat(held.run()).isZero();
            assertListed("durable-calls-held-twice", () -> DurableCalls.hold(factory.sessionFactory()));
        }
    }

    @Test
    void aMapperThatChangesItsEntity() throws IOException {
        Outbox.of(factory.sessionFactory()).map(Article.class, change -> change.instance().title = "b");

        assertListed("mapper-that-writes", () -> factory.inTransaction(session -> session.persist(new Article())));
    }

    @Test
    void aKeyThatIsTooLong() throws IOException {
        Outbox.of(factory.sessionFactory())
                .map(Article.class, change -> OutboxEvent.of(1).withAggregate("shelf", "k".repeat(5000)));

        assertListed("event-that-is-too-long", () -> factory.inTransaction(session -> session.persist(new Article())));
    }
}
