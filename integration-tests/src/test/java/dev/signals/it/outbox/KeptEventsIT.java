package dev.signals.it.outbox;

import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.DurableCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class KeptEventsIT {

    private static final Instant PRINTED = Instant.parse("2026-02-03T04:05:06Z").truncatedTo(ChronoUnit.MILLIS);

    private final Shelf shelf;

    KeptEventsIT(Database database) {
        shelf = new Shelf(database);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private static <E> SignalReceiver<E> into(BlockingQueue<E> events) {
        return events::add;
    }

    private static <E> E take(BlockingQueue<E> events) {
        try {
            E event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Book full(Session session) {
        Author author = new Author("Ann");
        session.persist(author);
        Book book = new Book("a");
        book.genre = Book.Genre.POEMS;
        book.printed = PRINTED;
        book.mark = new byte[] {1, -2};
        book.price = new Book.Price(new BigDecimal("12.50"), "EUR");
        book.author = author;
        book.readers.add(author);
        session.persist(book);
        return book;
    }

    private Changed<Book> changed(Consumer<Session> work) {
        BlockingQueue<Changed<Book>> events = new LinkedBlockingQueue<>();
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, into(events), includingCollections(), durable("changes"));
        shelf.outbox().start();
        shelf.factory().inTransaction(work);
        return take(events);
    }

    @Test
    void changesHaveTypedValues() {
        Changed<Book> change = changed(KeptEventsIT::full);

        assertThat(change.kind()).isEqualTo(ChangeKind.CREATED);
        assertThat(change.id()).isInstanceOf(Long.class);
        assertThat(change.sender()).isEqualTo(Book.class);
        assertThat(change.saves()).isEqualTo(1);
        assertThat(change.changes().get("title").newValue()).isEqualTo("a");
        assertThat(change.changes().get("genre").newValue()).isEqualTo(Book.Genre.POEMS);
        assertThat(change.changes().get("printed").newValue()).isEqualTo(PRINTED);
        assertThat(change.changes().get("mark").newValue()).isEqualTo(new byte[] {1, -2});
        assertThat(change.changes().get("author").newValue()).isEqualTo("Ann");
        assertThat(change.changes().get("price.amount").newValue()).isEqualTo(new BigDecimal("12.50"));
        assertThat(change.changes().get("title").oldValue()).isNull();
        assertThat(change.state().get("price")).isEqualTo(new Book.Price(new BigDecimal("12.50"), "EUR"));
        assertThat(change.collections().get("readers").added()).isEqualTo(List.of("Ann"));
    }

    @Test
    void anUpdateHasOldAndNewValues() {
        Long id = shelf.factory().fromTransaction(KeptEventsIT::full).id;

        Changed<Book> change = changed(session -> {
            Book book = session.find(Book.class, id);
            book.genre = Book.Genre.NOVEL;
            book.author = null;
        });

        assertThat(change.changes().attributes()).containsExactlyInAnyOrder("genre", "author");
        assertThat(change.changes().get("genre").oldValue()).isEqualTo(Book.Genre.POEMS);
        assertThat(change.changes().get("author").oldValue()).isEqualTo("Ann");
        assertThat(change.changes().get("author").newValue()).isNull();
        assertThat(change.state().get("title")).isEqualTo("a");
    }

    @Test
    void aSaveHasItsState() {
        BlockingQueue<PostSave<Book>> events = new LinkedBlockingQueue<>();
        shelf.factory().signals().postSave().connect(Book.class, into(events), durable("saves"));
        shelf.outbox().start();

        shelf.factory().inTransaction(KeptEventsIT::full);

        PostSave<Book> save = take(events);
        assertThat(save.created()).isTrue();
        assertThat(save.upsert()).isFalse();
        assertThat(save.updateFields()).contains("title", "price.currency");
        assertThat(save.state().get("printed")).isEqualTo(PRINTED);
    }

    @Test
    void aDeletionHasTheDeletedState() {
        Long id = shelf.factory().fromTransaction(KeptEventsIT::full).id;
        BlockingQueue<PostDelete<Book>> events = new LinkedBlockingQueue<>();
        shelf.factory().signals().postDelete().connect(Book.class, into(events), durable("deletions"));
        shelf.outbox().start();

        shelf.factory().inTransaction(session -> session.remove(session.find(Book.class, id)));

        PostDelete<Book> deletion = take(events);
        assertThat(deletion.id()).isEqualTo(id);
        assertThat(deletion.cause()).isEqualTo(DeleteCause.EXPLICIT);
        assertThat(deletion.deletedState().get("genre")).isEqualTo(Book.Genre.POEMS);
        assertThatThrownBy(deletion::origin).hasMessageContaining("has no instances");
    }

    @Test
    void aChangeOfAnAssociationHasTheKeys() {
        BlockingQueue<M2mChanged<Book>> events = new LinkedBlockingQueue<>();
        shelf.factory().signals().m2mChanged().connect(Book.class, "readers", into(events), durable("readers"));
        shelf.outbox().start();

        shelf.factory().inTransaction(KeptEventsIT::full);

        M2mChanged<Book> event = take(events);
        assertThat(event.action()).isEqualTo(M2mAction.POST_ADD);
        assertThat(event.attribute()).isEqualTo("readers");
        assertThat(event.pks(String.class)).containsExactly("Ann");
        assertThat(event.model()).isEqualTo(Author.class);
        assertThatThrownBy(event::elements).hasMessageContaining("use pks()");
    }

    @Test
    void reasonAndContextComeAlong() {
        BlockingQueue<Changed<Book>> events = new LinkedBlockingQueue<>();
        shelf.factory().signals().changed().connect(Book.class, into(events), durable("changes"));
        shelf.outbox().start();

        shelf.factory().inTransaction(session -> {
            shelf.factory().signals().context(session).put("user", "eve");
            shelf.factory().signals().context(session).put("count", 5L);
            shelf.factory().signals().context(session).put("rate", 1.5);
            shelf.factory().signals().context(session).put("ratio", Double.NaN); // JSON has none
            shelf.factory().signals().because(session, "import 42", () -> session.persist(new Book("a")));
        });

        Changed<Book> change = take(events);
        assertThat(change.reason()).contains("import 42");
        assertThat(change.context())
                .containsEntry("user", "eve")
                .containsEntry("count", 5L)
                .containsEntry("rate", 1.5)
                .containsEntry("ratio", "NaN");
    }

    @Test
    void thereIsNoSessionAndNoInstance() {
        Changed<Book> change = changed(KeptEventsIT::full);

        assertThatThrownBy(change::instance).hasMessageContaining("call inNewTransaction");
        assertThatThrownBy(change::session).hasMessageContaining("call inNewTransaction");
        assertThatThrownBy(change::anySession).hasMessageContaining("call inNewTransaction");
        assertThatThrownBy(() -> change.changes().get("price")).hasMessageContaining("parts of price");
        assertThat(change.statelessSession()).isEmpty();
        assertThat(change.summary()).isEqualTo("changed Book#" + change.id() + " created");
    }

    @Test
    void theEntityIsLoadedInANewTransaction() {
        Changed<Book> change = changed(KeptEventsIT::full);

        boolean isThere = change.inNewTransaction((session, book) -> book.title = "b");

        assertThat(isThere).isTrue();
        assertThat(shelf.factory().sql("select title from Book")).isEqualTo("b");
    }

    @Test
    void theCallHasAKeyAnAttemptAndATime() {
        Instant begin = Instant.now();
        BlockingQueue<DurableCall> calls = new LinkedBlockingQueue<>();
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, change -> calls.add(Outbox.call(change)), durable("changes"));
        shelf.outbox().start();

        shelf.factory().inTransaction(KeptEventsIT::full);

        DurableCall call = take(calls);
        assertThat(call.receiver()).isEqualTo("changes");
        assertThat(call.key()).hasSize(36);
        assertThat(call.time()).isBetween(begin, Instant.now());
        assertThat(call.attempt()).isEqualTo(1);
    }
}
