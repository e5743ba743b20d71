package dev.signals.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.DeadCall;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class OrderedCallsIT {

    private static final int BOOKS = 4;
    private static final int WRITERS = 4;
    private static final int CHANGES = 40;

    private final Shelf shelf;

    OrderedCallsIT(Database database) {
        shelf = new Shelf(database, Map.of(OutboxSettings.THREADS, "4", "hibernate.connection.pool_size", "20"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void connect(dev.signals.SignalReceiver<Changed<Book>> receiver) {
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, receiver, Outbox.durable("order").orderedPerEntity());
    }

    private Long persist(String title) {
        return shelf.factory()
                .fromTransaction(session -> {
                    Book book = new Book(title);
                    session.persist(book);
                    return book;
                })
                .id;
    }

    private void rename(Long id, String title) {
        shelf.factory().inTransaction(session -> session.find(Book.class, id).title = title);
    }

    /**
     * Adds one to the number that is the title. The query does not join the author: with a join, Hibernate 7.0 reads the row
     * before it locks it.
     */
    private void count(Long id) {
        shelf.factory().inTransaction(session -> {
            Book book = session.createSelectionQuery("from Book where id = :id", Book.class)
                    .setParameter("id", id)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getSingleResult();
            book.title = String.valueOf(Integer.parseInt(book.title) + 1);
        });
    }

    @Test
    void theCallsForOneEntityFollowTheCommitsOfConcurrentWriters() {
        Map<Object, List<Object>> titles = new ConcurrentHashMap<>();
        connect(change -> titles.computeIfAbsent(change.id(), id -> new ArrayList<>())
                .add(change.changes().get("title").newValue()));
        List<Long> ids = IntStream.range(0, BOOKS).mapToObj(i -> persist("0")).toList();
        shelf.outbox().start();

        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        CompletableFuture.allOf(IntStream.range(0, WRITERS * CHANGES)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> count(ids.get(ThreadLocalRandom.current().nextInt(BOOKS))), writers))
                        .toArray(CompletableFuture[]::new))
                .join();
        writers.shutdown();

        shelf.awaitEmpty();
        assertThat(titles).hasSize(BOOKS);
        titles.values()
                .forEach(each -> assertThat(each)
                        .isEqualTo(IntStream.range(0, each.size())
                                .mapToObj(String::valueOf)
                                .toList()));
        assertThat(titles.values().stream().mapToInt(List::size).sum()).isEqualTo(BOOKS + WRITERS * CHANGES);
        assertThat(shelf.factory().count("signals_ordered")).isZero();
    }

    @Test
    void laterCallsWaitForOneThatFails() {
        connect(change -> {
            shelf.add(change.state().get("title") + " " + Outbox.call(change).attempt());
            if (Outbox.call(change).attempt() == 1) {
                throw new IllegalStateException("once");
            }
        });
        Long id = persist("a");
        rename(id, "b");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("a 1", "a 2", "b 1", "b 2");
    }

    @Test
    void laterCallsGoOnWithoutOneThatIsGivenUp() {
        boolean[] isMended = new boolean[1];
        connect(change -> {
            if (change.state().get("title").equals("a") && !isMended[0]) {
                throw new IllegalStateException("not this one");
            }
            shelf.add((String) change.state().get("title"));
        });
        Long id = persist("a");
        rename(id, "b");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("b");
        List<DeadCall> dead = shelf.outbox().dead();
        assertThat(dead).extracting(DeadCall::attempts).containsExactly(3);
        isMended[0] = true;
        shelf.outbox().retry(dead.get(0).key());
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("b", "a");
    }
}
