package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signals.Connection;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.PendingCalls;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose receivers do more than to throw an exception. */
@OnEveryDatabase
class TroubledCallsIT {

    private final Database database;
    private Shelf shelf;

    TroubledCallsIT(Database database) {
        this.database = database;
        this.shelf = new Shelf(database);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void persist(String title) {
        shelf.factory().inTransaction(session -> session.persist(new Book(title)));
    }

    @Test
    void anErrorIsAFailureAsAnyOther() {
        for (var option : new dev.signals.outbox.call.Durable[] {
            durable("any"), durable("ordered").orderedPerEntity()
        }) {
            shelf.factory()
                    .signals()
                    .changed()
                    .connect(
                            Book.class,
                            change -> {
                                shelf.add(option.name() + " "
                                        + Outbox.call(change).attempt());
                                throw new AssertionError("no exception");
                            },
                            option);
        }
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.log())
                .containsExactlyInAnyOrder("any 1", "any 2", "any 3", "ordered 1", "ordered 2", "ordered 3");
        assertThat(shelf.outbox().dead()).hasSize(2);
    }

    @Test
    void aFailureWithACharacterThatTheDatabaseDoesNotHaveIsKept() {
        for (var option : new dev.signals.outbox.call.Durable[] {
            durable("any"), durable("ordered").orderedPerEntity()
        }) {
            shelf.factory()
                    .signals()
                    .changed()
                    .connect(
                            Book.class,
                            change -> {
                                throw new IllegalStateException(option.name() + ": bad \0 character");
                            },
                            option);
        }
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.outbox().dead()).hasSize(2);
        assertThat(shelf.outbox().dead()).allMatch(dead -> dead.failure().contains("bad ? character"));
    }

    @Test
    void callsOfAReceiverThatIsDisconnectedAreKept() {
        Connection connection =
                shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("first"), durable("log"));
        shelf.outbox().start();
        persist("a");
        shelf.awaitEmpty();
        shelf.outbox().stop();
        persist("b");
        connection.disconnect();
        shelf.factory().signals().changed().connect(Author.class, change -> {}, durable("log"));

        shelf.outbox().start();
        shelf.factory().inTransaction(session -> session.persist(new Author("Ann")));
        Shelf.await()
                .until(() -> shelf.outbox().pending().stream()
                                .mapToLong(PendingCalls::count)
                                .sum()
                        == 1);

        assertThat(shelf.outbox().dead()).isEmpty();
        shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("second"), durable("log"));
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("first", "second");
    }

    @Test
    void aStopDoesNotUseUpAnAttempt() {
        shelf.close();
        shelf = new Shelf(database, Map.of(OutboxSettings.ATTEMPTS, "1", OutboxSettings.SHUTDOWN, "100ms"));
        CountDownLatch begun = new CountDownLatch(1);
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            begun.countDown();
                            if (shelf.log().isEmpty()) {
                                shelf.add("interrupted");
                                new CountDownLatch(1).await(60, TimeUnit.SECONDS);
                            }
                            shelf.add("made");
                        },
                        durable("log"));
        shelf.outbox().start();
        persist("a");
        Shelf.await().until(() -> begun.getCount() == 0);

        shelf.outbox().stop();
        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("interrupted", "made");
        assertThat(shelf.outbox().dead()).isEmpty();
    }

    @Test
    void noOrderedCallBeginsAfterTheStop() {
        Long id = shelf.factory()
                .fromTransaction(session -> {
                    Book book = new Book("0");
                    session.persist(book);
                    return book;
                })
                .id;
        CountDownLatch stopped = new CountDownLatch(1);
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            shelf.add("begun");
                            stopped.await(1, TimeUnit.SECONDS);
                        },
                        durable("log").orderedPerEntity());
        IntStream.range(1, 20)
                .forEach(i -> shelf.factory().inTransaction(session -> session.find(Book.class, id).title = "" + i));
        shelf.outbox().start();
        Shelf.await().until(() -> !shelf.log().isEmpty());

        shelf.outbox().stop();

        int begun = shelf.log().size();
        stopped.countDown();
        assertThat(begun).isLessThan(10);
        assertThat(shelf.log()).hasSize(begun);
        shelf.outbox().start();
        shelf.awaitEmpty();
    }

    @Test
    void workIsDoneOnceInACall() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            Outbox.call(change).once(session -> session.persist(new Author("Ann")));
                            Outbox.call(change).once(session -> session.persist(new Author("Bob")));
                        },
                        durable("authors"));
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.outbox().dead().get(0).failure()).contains("once() was called twice");
    }

    @Test
    void orderedCallsThatFailAreCounted() {
        shelf.close();
        shelf = new Shelf(database, Map.of(OutboxSettings.BACKOFF, "1h"));
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            throw new IllegalStateException("fails");
                        },
                        durable("log").orderedPerEntity());
        shelf.outbox().start();

        persist("a");

        Shelf.await()
                .untilAsserted(() -> assertThat(shelf.outbox().pending())
                        .extracting(PendingCalls::receiver, PendingCalls::count, PendingCalls::failing)
                        .containsExactly(tuple("log", 1L, 1L)));
    }

    @Test
    void aCallIsRetriedAlthoughItsJobIsStillThere() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            shelf.add("called");
                            if (shelf.log().size() <= 3) {
                                throw new IllegalStateException("fails");
                            }
                        },
                        durable("log"));
        shelf.outbox().start();
        persist("a");
        shelf.awaitEmpty();
        DeadCall dead = shelf.outbox().dead().get(0);
        shelf.outbox().stop();
        shelf.factory()
                .inTransaction(session -> session.createNativeMutationQuery(
                                "insert into signals_jobs (task_name, task_instance, execution_time, picked, version)"
                                        + " values ('log', '" + dead.key() + "', current_timestamp, false, 1)")
                        .executeUpdate());

        assertThat(shelf.outbox().retry(dead.key())).isTrue();
        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).hasSize(4);
    }

    @Test
    void manyCallsForOneEntityAreWorkedOffTogether() {
        Long id = shelf.factory()
                .fromTransaction(session -> {
                    Book book = new Book("0");
                    session.persist(book);
                    return book;
                })
                .id;
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> shelf.add((String) change.state().get("title")),
                        durable("log").orderedPerEntity());
        IntStream.rangeClosed(1, 150)
                .forEach(i -> shelf.factory().inTransaction(session -> session.find(Book.class, id).title = "" + i));

        shelf.outbox().start();

        Shelf.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shelf.outbox().pending().isEmpty());
        assertThat(shelf.log())
                .isEqualTo(
                        IntStream.rangeClosed(1, 150).mapToObj(String::valueOf).toList());
    }
}
