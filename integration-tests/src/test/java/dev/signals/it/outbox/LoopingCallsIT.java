package dev.signals.it.outbox;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Signal;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.DeadCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Durable receivers whose work makes their next call. */
@OnEveryDatabase
class LoopingCallsIT {

    private static final int MOST = 7;

    private final Database database;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean mended = new AtomicBoolean();
    private Shelf shelf;

    LoopingCallsIT(Database database) {
        this.database = database;
        shelf = open(Map.of(SignalSettings.ROUNDS, MOST, "hibernate.current_session_context_class", "thread"));
    }

    private Shelf open(Map<String, ?> settings) {
        Shelf opened = new Shelf(database, settings);
        opened.factory().signals().onFailure((connection, event, failure) -> failures.add(failure));
        return opened;
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void persist() {
        shelf.factory().inTransaction(session -> session.persist(new Book("a")));
    }

    private void retitle(ModelEvent<Book> event) {
        shelf.add("call");
        if (!mended.get()) {
            event.inNewTransaction((session, book) -> book.title += "a");
        }
    }

    private DeadCall onlyDead() {
        assertThat(shelf.outbox().dead()).hasSize(1);
        return shelf.outbox().dead().get(0);
    }

    @Test
    void aReceiverThatAlwaysChangesItsEntityAgainIsEndedWithItsName() throws IOException {
        shelf.close();
        shelf = open(Map.of());
        shelf.factory().signals().changed().connect(Book.class, this::retitle, durable("titles"));
        shelf.outbox().start();

        persist();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(100);
        assertThat(failures).singleElement().isInstanceOf(SignalLoopException.class);
        assertThat(onlyDead().failure())
                .contains(SignalLoopException.class.getName(), "change Book.title only if it differs");
        ErrorsPage.assertListed(
                LoopingCallsIT.class,
                "loop-of-durable-calls",
                failures.element()
                        .getMessage()
                        .replaceAll("#\\d+", "#1")
                        .replace(Book.class.getName(), "com.acme.Book")
                        .replace("Book", "Article"));
    }

    @Test
    void anOrderedReceiverIsEndedToo() {
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::retitle, durable("titles").orderedPerEntity());
        shelf.outbox().start();

        persist();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(MOST);
        assertThat(onlyDead().attempts()).isEqualTo(1);
    }

    @Test
    void receiversThatCallEachOtherAreBothNamed() {
        shelf.factory().signals().changed().connect(Book.class, this::persistAuthor, durable("authors"));
        shelf.factory()
                .signals()
                .postSave()
                .connect(
                        Author.class,
                        save -> shelf.factory().inTransaction(session -> session.persist(new Book("a"))),
                        durable("books"));
        shelf.outbox().start();

        persist();

        shelf.awaitEmpty();
        assertThat(onlyDead().failure())
                .contains("on changed Book created -> ", "on post_save Author created")
                .contains("let them persist and remove only what is needed");
    }

    private void persistAuthor(Changed<Book> change) {
        Outbox.call(change).once(session -> session.persist(new Author("Ann " + change.id())));
    }

    @Test
    void durableCallsAndCallsInOtherThreadsAreCountedTogether() {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            shelf.factory().signals().changed().connect(Book.class, this::persistAuthor, durable("authors"));
            shelf.factory()
                    .signals()
                    .postSave()
                    .connect(
                            Author.class,
                            save -> shelf.factory().inTransaction(session -> session.persist(new Book("a"))),
                            afterCommit(ReceiverExecutor.on(threads)));
            shelf.outbox().start();

            persist();

            Shelf.await().until(() -> !failures.isEmpty());
            assertThat(failures)
                    .singleElement()
                    .asString()
                    .contains("calls in other threads", "on changed Book created");
            assertThat(shelf.factory().count("Author")).isEqualTo((MOST + 1) / 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSignalOfTheApplicationIsEndedToo() {
        Signal<String> mailed = Signal.of("mailed", String.class);
        Mails mails = new Mails(shelf.factory().sessionFactory());
        mailed.connect(text -> send(mailed), shelf.outbox().durable("mail", mailed, mails));
        shelf.outbox().start();

        send(mailed);

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(MOST + 1);
        assertThat(onlyDead().failure()).contains("after " + MOST + " durable calls");
    }

    private void send(Signal<String> mailed) {
        shelf.add("sent");
        Session session = shelf.factory().sessionFactory().getCurrentSession();
        session.beginTransaction();
        mailed.send((Class<?>) null, "again");
        session.getTransaction().commit();
    }

    @Test
    void aRetryOfWhatWasEndedBeginsAnew() {
        shelf.factory().signals().changed().connect(Book.class, this::retitle, durable("titles"));
        shelf.outbox().start();
        persist();
        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(MOST);

        mended.set(true);
        assertThat(shelf.outbox().retry(onlyDead().key())).isTrue();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(MOST + 1);
        assertThat(shelf.outbox().dead()).isEmpty();
    }

    @Test
    void writesThatDoNotCauseTheNextCallAreNoLoop() {
        shelf.factory().signals().changed().connect(Book.class, this::quietly, durable("quiet"));
        shelf.factory().signals().changed().connect(Book.class, this::stamp, durable("stamp"), onChange("title"));
        shelf.outbox().start();

        persist();

        shelf.awaitEmpty();
        assertThat(shelf.log()).contains("quiet", "stamp");
        assertThat(shelf.outbox().dead()).isEmpty();
        assertThat(failures).isEmpty();
    }

    private void quietly(Changed<Book> change) {
        shelf.add("quiet");
        change.inNewTransaction((session, book) ->
                QuietUpdate.of(session, book).set("title", book.title + "a").execute());
    }

    private void stamp(Changed<Book> change) {
        shelf.add("stamp");
        change.inNewTransaction((session, book) -> book.genre = Book.Genre.NOVEL);
    }

    @Test
    void workOfOneEntityAfterAnotherIsAsLongAsItLikes() {
        shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("call"), durable("log"));
        shelf.outbox().start();

        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).forEach(each -> persist());

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(10);
    }
}
