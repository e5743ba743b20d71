package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.PendingCalls;
import dev.signals.test.DurableCalls;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class FailingCallsIT {

    private final Database database;
    private final Shelf shelf;

    /** Whether receivers fail. */
    private final AtomicBoolean failing = new AtomicBoolean(true);

    FailingCallsIT(Database database) {
        this.database = database;
        shelf = new Shelf(database, Map.of(OutboxSettings.THREADS, "1"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void receive(Changed<Book> change) {
        shelf.add(change.state().get("title") + " " + Outbox.call(change).attempt());
        if (failing.get()) {
            throw new IllegalStateException("no ink");
        }
    }

    private void persist(String title) {
        shelf.factory().inTransaction(session -> session.persist(new Book(title)));
    }

    private void connect(String name) {
        shelf.factory().signals().changed().connect(Book.class, this::receive, durable(name));
    }

    @Test
    void aCallThatFailsIsMadeAgain() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            failing.set(Outbox.call(change).attempt() == 1);
                            receive(change);
                        },
                        durable("printer"));
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("a 1", "a 2");
        assertThat(shelf.outbox().dead()).isEmpty();
    }

    @Test
    void aCallThatFailsTooOftenIsDeadUntilItIsRetried() {
        connect("printer");
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        List<DeadCall> dead = shelf.outbox().dead();
        assertThat(dead).extracting(DeadCall::receiver, DeadCall::attempts).containsExactly(tuple("printer", 3));
        assertThat(dead.get(0).failure()).contains("no ink", getClass().getName());
        assertThat(dead.get(0).event()).contains("\"title\":\"a\"");
        failing.set(false);
        assertThat(shelf.outbox().retry(dead.get(0).key())).isTrue();
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("a 1", "a 2", "a 3", "a 1");
        assertThat(shelf.outbox().dead()).isEmpty();
        assertThat(shelf.outbox().retry(dead.get(0).key())).isFalse();
    }

    @Test
    void aDeadCallCanBeDeleted() {
        connect("printer");
        shelf.outbox().start();
        persist("a");
        shelf.awaitEmpty();
        String key = shelf.outbox().dead().get(0).key();

        assertThat(shelf.outbox().delete(key)).isTrue();

        assertThat(shelf.outbox().dead()).isEmpty();
        assertThat(shelf.outbox().delete(key)).isFalse();
    }

    @Test
    void failuresAreReportedAsThoseOfOtherReceivers() {
        shelf.factory()
                .signals()
                .onFailure((connection, event, failure) -> shelf.add("failed: " + failure.getMessage()));
        connect("printer");
        shelf.outbox().start();

        persist("a");

        // The last one is reported when the call is no longer pending.
        Shelf.await()
                .untilAsserted(() -> assertThat(shelf.log())
                        .containsExactly("a 1", "failed: no ink", "a 2", "failed: no ink", "a 3", "failed: no ink"));
    }

    @Test
    void callsOfAReceiverThatWasRenamedAreKept() {
        failing.set(false);
        var old = shelf.factory().signals().changed().connect(Book.class, this::receive, durable("old"));
        persist("a");
        old.disconnect();
        connect("new");
        shelf.outbox().start();
        persist("b");

        Shelf.await().until(() -> shelf.log().equals(List.of("b 1")));
        assertThat(shelf.outbox().pending())
                .extracting(PendingCalls::receiver, PendingCalls::count, PendingCalls::known)
                .contains(tuple("old", 1L, false));
        connect("old");
        shelf.awaitEmpty();
        assertThat(shelf.log()).contains("a 1");
    }

    @Test
    void aDeadCallThatIsRetriedAfterItsReceiverWasRenamedIsKept() {
        var old = shelf.factory().signals().changed().connect(Book.class, this::receive, durable("old"));
        shelf.outbox().start();
        persist("a");
        shelf.awaitEmpty();
        old.disconnect();
        connect("new");
        failing.set(false);

        assertThat(shelf.outbox().retry(shelf.outbox().dead().get(0).key())).isTrue();
        persist("b");

        Shelf.await().until(() -> shelf.log().contains("b 1"));
        assertThat(shelf.outbox().pending())
                .extracting(PendingCalls::receiver, PendingCalls::count, PendingCalls::known)
                .contains(tuple("old", 1L, false));
        connect("old");
        shelf.awaitEmpty();
        assertThat(shelf.log()).last().isEqualTo("a 1");
        assertThat(shelf.outbox().dead()).isEmpty();
    }

    @Test
    void theAgeOfTheOldestCallIsKnownAlsoWhileItIsTriedAgain() {
        connect("printer");
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::receive, durable("in-order").orderedPerEntity());
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        persist("a");
        Instant between = Instant.now();
        Shelf.await().until(() -> Instant.now().isAfter(between.plusMillis(1)));
        persist("b");

        try (DurableCalls calls = DurableCalls.hold(shelf.factory().sessionFactory())) {
            assertThatThrownBy(calls::run).hasMessageContaining("no ink");
            assertThat(calls.pending()).hasSize(4);
        }

        assertThat(shelf.outbox().pending())
                .hasSize(2)
                .allSatisfy(pending -> assertThat(pending.oldest()).isBetween(before, between))
                .allSatisfy(pending -> assertThat(pending.failing()).isEqualTo(2));
    }

    @Test
    void aSlowReceiverKeepsNoOtherFromItsTurn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        failing.set(false);
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, change -> end.await(60, TimeUnit.SECONDS), durable("slow"));
        connect("fast");
        shelf.outbox().start();

        for (int i = 0; i < 10; i++) {
            persist("b" + i);
        }

        Shelf.await().until(() -> shelf.log().size() == 10);
        end.countDown();
        shelf.awaitEmpty();
    }

    @Test
    void slowReceiversWithAllTheirLanesBlockedKeepNoOtherFromItsTurn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        failing.set(false);
        for (String name : List.of("slow-1", "slow-2", "slow-3")) {
            shelf.factory()
                    .signals()
                    .changed()
                    .connect(
                            Book.class,
                            change -> end.await(60, TimeUnit.SECONDS),
                            durable(name).orderedPerEntity());
        }
        connect("fast");
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::receive, durable("fast-in-order").orderedPerEntity());
        shelf.outbox().start();

        for (int i = 0; i < 10; i++) {
            persist("b" + i);
        }

        Shelf.await().until(() -> shelf.log().size() == 20);
        assertThat(shelf.outbox().pending())
                .extracting(PendingCalls::receiver, PendingCalls::count)
                .contains(tuple("slow-1", 10L), tuple("slow-2", 10L), tuple("slow-3", 10L));
        end.countDown();
        shelf.awaitEmpty();
    }

    @Test
    void aCallThatTakesLongKeepsNoOtherOfItsReceiverWaitingIfThereIsAThread() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Shelf two = new Shelf(database, Map.of(OutboxSettings.THREADS, "2"))) {
            two.factory()
                    .signals()
                    .changed()
                    .connect(
                            Book.class,
                            change -> {
                                if (change.state().get("title").equals("slow")) {
                                    end.await(60, TimeUnit.SECONDS);
                                }
                                two.add((String) change.state().get("title"));
                            },
                            durable("log"));
            two.outbox().start();

            for (String title : List.of("slow", "a", "b", "c", "d", "e", "f", "g", "h")) {
                two.factory().inTransaction(session -> session.persist(new Book(title)));
            }

            Shelf.await().until(() -> two.log().size() == 8);
            end.countDown();
            two.awaitEmpty();
        }
    }

    @Test
    void whatIsDoneOnceIsNotDoneByTheNextAttempt() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            boolean isFirst = Outbox.call(change).once(session -> session.persist(new Author("Ann")));
                            shelf.add("first " + isFirst);
                            if (isFirst) {
                                throw new IllegalStateException("after the work");
                            }
                        },
                        durable("authors"));
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("first true", "first false");
        assertThat(shelf.factory().count("Author")).isEqualTo(1);
    }

    @Test
    void workThatFailsIsNotRememberedAsDone() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> Outbox.call(change).once(session -> {
                            session.persist(new Author("Ann"));
                            if (Outbox.call(change).attempt() == 1) {
                                throw new IllegalStateException("in the work");
                            }
                        }),
                        durable("authors"));
        shelf.outbox().start();

        persist("a");

        shelf.awaitEmpty();
        assertThat(shelf.factory().count("Author")).isEqualTo(1);
        assertThat(shelf.factory().count("signals_done")).isEqualTo(1);
    }

    @Test
    void theStopHandsCallsBack() {
        connect("printer");
        failing.set(false);
        Outbox outbox = shelf.outbox();
        outbox.start();
        persist("a");
        shelf.awaitEmpty();

        outbox.stop();
        persist("b");
        assertThat(outbox.pending()).extracting(PendingCalls::count).containsExactly(1L);
        outbox.start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("a 1", "b 1");
    }
}
