package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that were written before a class was changed. The tests write what the old class would have written. */
@OnEveryDatabase
class ChangedClassesIT {

    private final Shelf shelf;

    ChangedClassesIT(Database database) {
        shelf = new Shelf(database);
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> shelf.add(change.changes().attributes() + " "
                                + change.state().keySet()),
                        durable("log"));
        shelf.factory().inTransaction(session -> {
            Book book = new Book("a");
            book.printed = Instant.parse("2026-01-02T03:04:05Z");
            session.persist(book);
        });
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void replace(String text, String replacement) {
        shelf.factory()
                .inTransaction(session -> session.doWork(connection -> {
                    try (PreparedStatement select = connection.prepareStatement("select task_data from signals_jobs");
                            PreparedStatement update =
                                    connection.prepareStatement("update signals_jobs set task_data = ?")) {
                        ResultSet row = select.executeQuery();
                        row.next();
                        String json = new String(row.getBytes(1), StandardCharsets.UTF_8);
                        assertThat(json).contains(text);
                        update.setBytes(1, json.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
                        update.executeUpdate();
                    }
                }));
    }

    private String deadFailure() {
        shelf.outbox().start();
        shelf.awaitEmpty();
        assertThat(shelf.log()).isEmpty();
        return shelf.outbox().dead().get(0).failure();
    }

    @Test
    void anAttributeThatIsGoneIsLeftOut() {
        replace("\"title\"", "\"heading\"");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(1);
        assertThat(shelf.log().get(0))
                .contains("printed")
                .doesNotContain("title")
                .doesNotContain("heading");
    }

    @Test
    void aChangeOfNothingButAnAttributeThatIsGoneIsStillACall() {
        replace("\"title\":[", "\"heading\":[");
        replace("\"printed\":[", "\"imprint\":[");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(1);
        assertThat(shelf.log().get(0)).startsWith("[] ");
    }

    @Test
    void aValueThatTheNewTypeCannotReadEndsTheCall() {
        replace("2026-01-02T03:04:05Z\"", "soon\"");

        assertThat(deadFailure())
                .contains("attribute printed of " + Book.class.getName() + " cannot read the value soon")
                .contains("Give it a type that can, or delete the call");
    }

    @Test
    void anIdentifierThatTheNewTypeCannotReadEndsTheCall() {
        replace("\"id\":\"", "\"id\":\"no-number-");

        assertThat(deadFailure())
                .contains("the identifier of " + Book.class.getName() + " cannot read the value no-number-")
                .contains("was its type changed since?");
    }

    @Test
    void aDeletionWhoseClassHasChangedIsStillACall() {
        shelf.outbox().start();
        shelf.awaitEmpty();
        shelf.outbox().stop();
        shelf.factory().inTransaction(session -> session.remove(session.find(Book.class, 1L)));
        replace("\"printed\"", "\"imprint\"");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(2);
        assertThat(shelf.log().get(1))
                .contains("title")
                .doesNotContain("printed")
                .doesNotContain("imprint");
    }

    @Test
    void aChangeOfACollectionThatIsGoneEndsTheCall() {
        shelf.outbox().start();
        shelf.awaitEmpty();
        shelf.outbox().stop();
        shelf.factory()
                .signals()
                .m2mChanged()
                .connect(Book.class, "readers", event -> shelf.add("readers"), durable("readers"));
        shelf.factory().inTransaction(session -> {
            Author author = new Author("Ann");
            session.persist(author);
            session.find(Book.class, 1L).readers.add(author);
        });
        replace("\"attribute\":\"readers\"", "\"attribute\":\"lenders\"");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.outbox().dead().get(0).failure())
                .contains("entity " + Book.class.getName() + " has no attribute lenders any more");
    }

    @Test
    void anEntityThatIsGoneEndsTheCall() {
        replace(Book.class.getName(), "com.acme.Gone");

        assertThat(deadFailure()).contains("there is no entity com.acme.Gone in session factory");
    }
}
