package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.RestartablePostgres;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.PendingCalls;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database server that is stopped and started again while transactions run and calls are made. */
@Tag("database")
class RestartedDatabaseIT {

    private static final int BOOKS = 3;
    private static final int WRITERS = 2;
    private static final List<String> RECEIVERS = List.of("any", "once", "ordered");

    private final RestartablePostgres server = new RestartablePostgres();

    private final Shelf shelf = new Shelf(
            server.database(),
            Map.of(OutboxSettings.HEARTBEAT, "200ms", OutboxSettings.ATTEMPTS, "20", OutboxSettings.THREADS, "1"));

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What receivers got, in the order of their calls: the titles of each book, which are numbers. */
    private final Map<List<Object>, List<String>> delivered = new ConcurrentHashMap<>();

    /** The receivers that are in a call. */
    private final Map<String, Boolean> begun = new ConcurrentHashMap<>();

    /** Receivers wait for it. */
    private final CountDownLatch open = new CountDownLatch(1);

    /** Writers that have found no server wait for it. */
    private final CountDownLatch restarted = new CountDownLatch(1);

    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    RestartedDatabaseIT() throws IOException {}

    @BeforeEach
    void connect() {
        var changed = shelf.factory().signals().changed();
        changed.connect(Book.class, change -> deliver("any", change), durable("any"));
        changed.connect(
                Book.class,
                change -> {
                    Outbox.call(change).once(session -> session.persist(new Author(change.id() + "/" + title(change))));
                    deliver("once", change);
                },
                durable("once"));
        changed.connect(
                Book.class,
                change -> deliver("ordered", change),
                durable("ordered").orderedPerEntity());
    }

    @AfterEach
    void close() throws IOException {
        open.countDown();
        shelf.close();
        server.close();
    }

    private static String title(Changed<Book> change) {
        return String.valueOf(change.state().get("title"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deliver(String receiver, Changed<Book> change) {
        begun.put(receiver, true);
        await(open);
        delivered
                .computeIfAbsent(List.of(receiver, change.id()), key -> new CopyOnWriteArrayList<>())
                .add(title(change));
    }

    private Long persist() {
        return shelf.factory()
                .fromTransaction(session -> {
                    Book book = new Book("0");
                    session.persist(book);
                    return book;
                })
                .id;
    }

    /** Adds one to the titles of books, and sets every third one to a title that is rolled back. */
    private void write(List<Long> ids) {
        for (int i = 0; writing.get(); i++) {
            Long id = ids.get(i % BOOKS);
            boolean rollsBack = i % 3 == 0;
            try {
                shelf.factory().inTransaction(session -> {
                    Book book = session.find(Book.class, id, LockModeType.PESSIMISTIC_WRITE);
                    book.title = rollsBack ? "rolled back" : String.valueOf(Integer.parseInt(book.title) + 1);
                    session.flush();
                    if (rollsBack) {
                        throw new RolledBack();
                    }
                });
                commits.incrementAndGet();
            } catch (RolledBack e) {
                // the row is as it was
            } catch (RuntimeException | AssertionError e) {
                // There is no server. Hibernate throws this or that, and an assertion of the driver may fail. Whether a
                // commit was done, the row knows.
                failures.incrementAndGet();
                await(restarted);
            }
        }
    }

    @Test
    void whatWasCommittedIsDeliveredAfterTheRestartAndNothingElse() throws Exception {
        List<Long> ids = IntStream.range(0, BOOKS).mapToObj(i -> persist()).toList();
        Long other = persist();
        shelf.outbox().start();
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> write(ids), task -> new Thread(task, "writer").start()))
                .toList();
        Shelf.await().until(() -> begun.size() == RECEIVERS.size() && commits.get() > 20);
        assertThat(shelf.outbox().pending()).extracting(PendingCalls::receiver).containsExactlyElementsOf(RECEIVERS);

        try (Session session = shelf.factory().sessionFactory().openSession()) {
            session.beginTransaction();
            session.find(Book.class, other).title = "in flight";
            session.flush();
            server.stop();
            assertThatThrownBy(() -> session.getTransaction().commit())
                    .isInstanceOfAny(PersistenceException.class, AssertionError.class);
        }
        open.countDown(); // The calls that were being made end while there is no server.
        Shelf.await().until(() -> failures.get() == WRITERS);
        assertThatThrownBy(() -> shelf.outbox().pending())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the tables of the outbox cannot be read or written");
        server.start();
        restarted.countDown();
        int before = commits.get();
        Shelf.await().until(() -> commits.get() > before + 10);
        writing.set(false);
        writers.forEach(CompletableFuture::join);

        shelf.awaitEmpty();
        assertThat(shelf.outbox().dead()).isEmpty();
        ids.forEach(this::check);
        check(other);
        assertThat(delivered.keySet()).hasSize(RECEIVERS.size() * (BOOKS + 1));
    }

    private void check(Long id) {
        String last = shelf.factory().fromTransaction(session -> session.find(Book.class, id).title);
        List<String> all = IntStream.rangeClosed(0, Integer.parseInt(last))
                .mapToObj(String::valueOf)
                .toList();
        for (String receiver : RECEIVERS) {
            assertThat(new HashSet<>(delivered.get(List.of(receiver, id))))
                    .as("what %s got of %s", receiver, id)
                    .containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(withoutRepetitions(delivered.get(List.of("ordered", id))))
                .as("in the order of the commits")
                .isEqualTo(all);
        List<String> done = shelf.factory()
                .fromTransaction(session -> session.createSelectionQuery(
                                "select name from Author where name like :book", String.class)
                        .setParameter("book", id + "/%")
                        .getResultList());
        assertThat(done)
                .as("done exactly once")
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(title -> id + "/" + title).toList());
    }

    /** A call is made again if its end could not be noted. */
    private static List<String> withoutRepetitions(List<String> titles) {
        List<String> changes = new ArrayList<>();
        for (String title : titles) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(title)) {
                changes.add(title);
            }
        }
        return changes;
    }
}
