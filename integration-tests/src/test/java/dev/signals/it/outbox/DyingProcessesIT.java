package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.DeadCall;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose process has died, as their rows show it, and processes that end in the middle of a call. */
@OnEveryDatabase
class DyingProcessesIT {

    private final Shelf shelf;

    DyingProcessesIT(Database database) {
        shelf = new Shelf(database, Map.of(OutboxSettings.HEARTBEAT, "100ms", OutboxSettings.REMEMBERED, "1ms"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void log(Changed<Book> change) {
        shelf.add("attempt " + Outbox.call(change).attempt());
    }

    private void persist() {
        shelf.factory().inTransaction(session -> session.persist(new Book("a")));
    }

    private void update(String sql) {
        shelf.factory()
                .inTransaction(session -> session.createNativeMutationQuery(sql).executeUpdate());
    }

    /** Leaves the jobs as a process does that has died while it worked at them. */
    private void leave() {
        update("update signals_jobs set picked = true, picked_by = 'another process',"
                + " last_heartbeat = timestamp '2020-01-01 00:00:00'");
        update("update signals_ordered set begun = attempts + 1");
    }

    @Test
    void theDeathOfAProcessIsAFailedAttempt() {
        shelf.factory().signals().changed().connect(Book.class, this::log, durable("log"));
        persist();
        leave();

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("attempt 2");
    }

    @Test
    void theDeathOfAProcessIsAFailedAttemptOfAnOrderedCall() {
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::log, durable("log").orderedPerEntity());
        persist();
        leave();

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("attempt 2");
    }

    @Test
    void anOrderedCallThatEndsItsProcessIsGivenUp() {
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::log, durable("log").orderedPerEntity());
        persist();
        update("update signals_ordered set attempts = 2");
        leave();

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).isEmpty();
        assertThat(shelf.outbox().dead())
                .singleElement()
                .extracting(DeadCall::failure)
                .asString()
                .contains("the process that made the call has died");
    }

    /** Each process has a scheduler for each receiver, and all of them see what dead processes have left. */
    @Test
    void aDeathIsCountedOnceAndForTheCallThatHadBegun() {
        for (int i = 0; i < 6; i++) {
            shelf.factory()
                    .signals()
                    .changed()
                    .connect(Author.class, change -> {}, durable("other" + i).orderedPerEntity());
        }
        shelf.factory()
                .signals()
                .changed()
                .connect(Book.class, this::log, durable("log").orderedPerEntity());
        persist();
        leave();
        shelf.factory().inTransaction(session -> session.find(Book.class, 1L).title = "b");

        shelf.outbox().start();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("attempt 2", "attempt 1");
    }

    @Test
    void aReceiverMayStopTheOutboxWithoutWaitingForItself() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            long begin = System.nanoTime();
                            shelf.outbox().stop();
                            shelf.add("stopped within a second: " + (System.nanoTime() - begin < 1_000_000_000));
                        },
                        durable("log"));
        shelf.outbox().start();

        persist();

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("stopped within a second: true");
    }

    @Test
    void theKeyOfWorkThatWasDoneIsKeptAsLongAsItsCall() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            boolean first = Outbox.call(change).once(session -> session.persist(new Author("Ann")));
                            shelf.add("first time: " + first);
                            if (shelf.log().size() <= 3) {
                                throw new IllegalStateException("after its work");
                            }
                        },
                        durable("authors"));
        shelf.outbox().start();
        persist();
        shelf.awaitEmpty();
        shelf.outbox().stop();

        shelf.outbox().start(); // what is new forgets old keys with its first call
        shelf.outbox().retry(shelf.outbox().dead().get(0).key());

        shelf.awaitEmpty();
        assertThat(shelf.log())
                .containsExactly("first time: true", "first time: false", "first time: false", "first time: false");
        assertThat(shelf.factory().count("Author")).isEqualTo(1);
    }

    @Test
    void theKeyOfWorkWhoseCallIsGoneIsForgotten() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> shelf.add("first time: " + Outbox.call(change).once(session -> {})),
                        durable("nothing"));
        shelf.outbox().start();
        persist();
        shelf.awaitEmpty();
        shelf.outbox().stop();

        shelf.outbox().start();
        persist();

        shelf.awaitEmpty();
        assertThat(shelf.factory().count("signals_done")).isEqualTo(1);
    }
}
