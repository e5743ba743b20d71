package dev.signals.it.outbox;

import static dev.signals.Options.onError;
import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.event.OutboxEvent;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events for other services, as rows that are kept to be looked at. */
@OnEveryDatabase
class MappedEventsIT {

    private final Database database;
    private final Shelf shelf;

    MappedEventsIT(Database database) {
        this.database = database;
        this.shelf = new Shelf(
                database, Map.of(OutboxSettings.CONTENT, "jobs,events", OutboxSettings.REMOVE_EVENTS, "false"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    /** What others get to know of a book. */
    public record BookEvent(@Nullable Object id, @Nullable Object title) {}

    private Connection mapBooks() {
        return shelf.outbox()
                .map(
                        Book.class,
                        change -> new BookEvent(change.id(), change.state().get("title")));
    }

    private List<String> rows() {
        return select("concat_ws(' ', aggregatetype, aggregateid, type, cast(payload as varchar(500)))");
    }

    private List<String> select(String columns) {
        return shelf.factory()
                .sessionFactory()
                .fromTransaction(session -> session.createNativeQuery(
                                "select " + columns + " from outboxevent order by aggregateid, type", String.class)
                        .getResultList());
    }

    private static Book book(Session session, String title) {
        Book book = new Book(title);
        session.persist(book);
        return book;
    }

    private String spaced(String json) {
        return database == Database.H2 ? json : json.replace(":", ": ").replace(",", ", ");
    }

    @Test
    void anEventIsWrittenForEachChange() {
        mapBooks();

        Book book = shelf.factory().sessionFactory().fromTransaction(session -> book(session, "a"));
        shelf.factory().inTransaction(session -> session.find(Book.class, book.id).title = "b");
        shelf.factory().inTransaction(session -> session.remove(session.find(Book.class, book.id)));

        assertThat(rows())
                .containsExactly(
                        "Book 1 BookCreated " + spaced("{\"id\":1,\"title\":\"a\"}"),
                        "Book 1 BookDeleted " + spaced("{\"id\":1,\"title\":\"b\"}"),
                        "Book 1 BookUpdated " + spaced("{\"id\":1,\"title\":\"b\"}"));
    }

    @Test
    void aRollbackAndASavepointTakeEventsBack() {
        mapBooks();

        assertThatThrownBy(() -> shelf.factory().inTransaction(session -> {
                    book(session, "a");
                    session.flush();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        shelf.factory().inTransaction(session -> {
            book(session, "b");
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        book(session, "c");
                        session.flush();
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
        });

        assertThat(rows()).singleElement().asString().contains("\"b\"");
    }

    @Test
    void aMapperMayWriteJsonOrAnotherEventOrNone() {
        shelf.outbox().map(Book.class, change -> switch (String.valueOf(
                change.state().get("title"))) {
            case "json" -> "{\"is\":\"json\"}";
            case "none" -> null;
            case "empty" -> OutboxEvent.of(null);
            default -> OutboxEvent.of(List.of(1, 2)).withAggregate("shelf", 7).withType("Shelved");
        });

        shelf.factory().inTransaction(session -> {
            book(session, "json");
            book(session, "none");
            book(session, "empty");
            book(session, "other");
        });

        assertThat(rows())
                .containsExactly(
                        "Book 1 BookCreated " + spaced("{\"is\":\"json\"}"),
                        "Book 3 BookCreated",
                        "shelf 7 Shelved " + (database == Database.H2 ? "[1,2]" : "[1, 2]"));
    }

    @Test
    void aMapperMayReadWithTheSession() {
        shelf.outbox().map(Book.class, change -> {
            Book book = change.instance();
            assertThat(change.session().contains(book)).isTrue();
            return Map.of("readers", book.readers.size());
        });
        Book book = shelf.factory().sessionFactory().fromTransaction(session -> book(session, "a"));

        shelf.factory().inTransaction(session -> session.find(Book.class, book.id).title = "b");

        assertThat(rows()).hasSize(2).allMatch(row -> row.contains("readers"));
    }

    @Test
    void aMapperThatFailsFailsTheCommit() {
        shelf.outbox().map(Book.class, change -> {
            throw new IllegalStateException("no event");
        });

        assertThatThrownBy(() -> shelf.factory().inTransaction(session -> book(session, "a")))
                .hasStackTraceContaining("no event");

        assertThat(shelf.factory().count("Book")).isZero();
    }

    @Test
    void theOptionsOfChangedDecideWhatAnEventIsWrittenFor() {
        shelf.outbox()
                .map(
                        Book.class,
                        change -> change.collections().containsKey("readers") ? List.of() : null,
                        includingCollections());
        Book book = shelf.factory().sessionFactory().fromTransaction(session -> book(session, "a"));

        shelf.factory().inTransaction(session -> {
            Author reader = new Author("Ann");
            session.persist(reader);
            session.find(Book.class, book.id).readers.add(reader);
        });

        assertThat(rows()).containsExactly("Book 1 BookUpdated []");
    }

    @Test
    void severalMappersWriteSeveralEventsBesideDurableReceivers() {
        Connection mapping = mapBooks();
        shelf.outbox().map(Book.class, change -> change.kind() == ChangeKind.CREATED ? Map.of() : null);
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, change -> shelf.add(String.valueOf(change.id())), durable("log"));
        shelf.outbox().start();

        shelf.factory().inTransaction(session -> book(session, "a"));
        mapping.close();
        shelf.factory().inTransaction(session -> book(session, "b"));

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactlyInAnyOrder("1", "2");
        assertThat(rows()).hasSize(3);
    }

    @Test
    void theTraceOfTheContextIsInTheRow() {
        mapBooks();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        shelf.factory().inTransaction(session -> {
            shelf.factory().signals().context(session).put("traceparent", trace);
            book(session, "a");
        });

        assertThat(select("traceparent")).containsExactly(trace);
    }

    @Test
    void whatAStatelessSessionWritesIsAnEventToo() {
        assumeThatStatelessSessionsAreTold();
        mapBooks();

        shelf.factory().sessionFactory().inStatelessTransaction(session -> session.insert(new Book("a")));

        assertThat(rows()).singleElement().asString().startsWith("Book 1 BookCreated");
    }

    @Test
    void aConnectionThatMayLoseEventsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shelf.outbox().map(Book.class, change -> 1, onError(ErrorPolicy.ISOLATE)))
                .withMessageContaining("drop onError(ISOLATE)");
    }

    @Test
    void rowsAreRemovedByTheirOwnTransaction() {
        try (Shelf removing = new Shelf(database, Map.of(OutboxSettings.CONTENT, "events"))) {
            removing.outbox().map(Book.class, change -> Map.of("title", "a"));

            removing.factory().inTransaction(session -> {
                book(session, "a");
                book(session, "b");
            });

            assertThat(removing.factory().count("outboxevent")).isZero();
        }
    }

    @Test
    void aTableThatIsMissingFailsTheCommitWithWhatToDo() {
        try (Shelf bare = new Shelf(database, Map.of(OutboxSettings.TABLES, "false"))) {
            bare.outbox().map(Book.class, change -> Map.of("title", "a"));

            assertThatThrownBy(() -> bare.factory().inTransaction(session -> book(session, "a")))
                    .hasStackTraceContaining("the events [BookCreated] cannot be written")
                    .hasStackTraceContaining("signals.outbox=events");
        }
    }

    @Test
    void anOutboxOfEventsHasNoJobs() {
        try (Shelf events = new Shelf(database, Map.of(OutboxSettings.CONTENT, "events"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> events.factory().signals().changed().connect(Book.class, change -> {}, durable("a")))
                    .withMessageContaining("signals.outbox=jobs,events");
            assertThatIllegalStateException()
                    .isThrownBy(() -> events.outbox().start())
                    .withMessageContaining("signals.outbox=jobs,events");
        }
    }

    @Test
    void anOutboxOfJobsHasNoTableForEvents() {
        try (Shelf jobs = new Shelf(database)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> jobs.outbox().map(Book.class, change -> 1))
                    .withMessageContaining("signals.outbox=events");
        }
    }
}
