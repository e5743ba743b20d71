package dev.signals.it.outbox;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.PendingCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class DurableReceiversIT {

    private final Database database;
    private final Shelf shelf;

    DurableReceiversIT(Database database) {
        this.database = database;
        shelf = new Shelf(database);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void logChanges() {
        shelf.factory().signals().changed().connect(Book.class, this::log, durable("log"));
    }

    private void log(Changed<Book> change) {
        shelf.add(change.kind() + " " + change.state().get("title"));
    }

    private long jobs() {
        return shelf.factory().count("signals_jobs");
    }

    @Test
    void aCallIsMadeAfterTheCommit() {
        logChanges();
        shelf.outbox().start();

        shelf.factory().inTransaction(session -> {
            session.persist(new Book("a"));
            session.flush();
            assertThat(shelf.log()).isEmpty();
        });

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("CREATED a");
    }

    @Test
    void aCallWaitsUntilAnyProcessStarts() {
        logChanges();

        shelf.factory().inTransaction(session -> session.persist(new Book("a")));

        assertThat(shelf.outbox().pending())
                .extracting(PendingCalls::receiver, PendingCalls::count, PendingCalls::known)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("log", 1L, true));
        shelf.outbox().start();
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("CREATED a");
    }

    @Test
    void aReceiverThatIsConnectedAfterTheStartIsCalled() {
        shelf.outbox().start();
        logChanges();

        shelf.factory().inTransaction(session -> session.persist(new Book("a")));

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("CREATED a");
    }

    @Test
    void aReceiverOfTheProcessIsDurableInFactoriesThatAreBuiltLater() {
        Connection connection = ModelSignals.CHANGED.connect(Book.class, change -> {}, durable("process"));
        try (Shelf later = new Shelf(database)) {
            later.factory().inTransaction(session -> session.persist(new Book("a")));

            assertThat(later.outbox().pending())
                    .extracting(PendingCalls::receiver)
                    .containsExactly("process");
        } finally {
            connection.close();
        }
    }

    @Test
    void aRollbackTakesTheCallsBack() {
        logChanges();

        assertThatThrownBy(() -> shelf.factory().inTransaction(session -> {
                    session.persist(new Book("a"));
                    session.flush();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(jobs()).isZero();
    }

    @Test
    void aRollbackToASavepointTakesItsCallsBack() {
        logChanges();
        shelf.factory()
                .signals()
                .postSave()
                .connect(Book.class, save -> shelf.add("saved " + save.state().get("title")), durable("saves"));

        shelf.factory().inTransaction(session -> {
            session.persist(new Book("a"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.persist(new Book("b"));
                        session.flush();
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
        });

        assertThat(jobs()).isEqualTo(2);
        shelf.outbox().start();
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactlyInAnyOrder("CREATED a", "saved a");
    }

    @Test
    void theNetChangeIsThatOfTheWholeTransactionWithWhatReceiversBeforeTheCommitWrite() {
        logChanges();
        shelf.factory()
                .signals()
                .postSave()
                .connect(Book.class, event -> event.instance().title = "c", createdOnly(), beforeCommit());

        shelf.factory().inTransaction(session -> {
            Book book = new Book("a");
            session.persist(book);
            session.flush();
            book.title = "b";
        });

        assertThat(jobs()).isEqualTo(1);
        shelf.outbox().start();
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("CREATED c");
    }

    /** A statement about the tables of the outbox would fail, because there are none. */
    @Test
    void withoutDurableReceiversThereIsNoStatementMore() {
        try (Shelf bare = new Shelf(database, Map.of(OutboxSettings.TABLES, "false"))) {
            bare.factory().signals().changed().connect(Book.class, change -> bare.add("changed"));
            bare.outbox();

            bare.factory().inTransaction(session -> session.persist(new Book("a")));

            assertThat(bare.log()).containsExactly("changed");
        }
    }

    @Test
    void whatAStatelessSessionWritesIsKept() {
        assumeThatStatelessSessionsAreTold();
        shelf.factory()
                .signals()
                .postSave()
                .connect(Book.class, save -> shelf.add("saved " + save.state().get("title")), durable("saves"));
        shelf.outbox().start();

        shelf.factory().sessionFactory().inStatelessTransaction(session -> session.insert(new Book("a")));

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("saved a");
    }

    @Test
    void theCallsOfATransactionAreWrittenTogether() {
        WatchedConnections connections = new WatchedConnections();
        try (Shelf watched = new Shelf(database, Map.of("hibernate.connection.provider_class", connections))) {
            watched.factory().signals().changed().connect(Book.class, change -> {}, durable("log"));
            watched.factory().signals().postSave().connect(Book.class, save -> {}, durable("saves"));

            watched.factory().inTransaction(session -> {
                for (int i = 0; i < 20; i++) {
                    session.persist(new Book("b" + i));
                }
            });

            assertThat(watched.factory().count("signals_jobs")).isEqualTo(40);
            assertThat(connections.executions())
                    .filteredOn(line -> line.contains("insert into signals_jobs"))
                    .singleElement()
                    .asString()
                    .startsWith("executeBatch");
        }
    }

    @Test
    void aTestMakesTheCallsOfItsOpenTransaction() {
        logChanges();
        shelf.factory()
                .signals()
                .postSave()
                .connect(Book.class, save -> shelf.add("saved " + save.state().get("title")), durable("saves"));
        List<Throwable> failures = new ArrayList<>();

        shelf.factory().inTransaction(session -> {
            session.persist(new Book("a"));
            session.flush();
            shelf.factory().signals().runAfterCommit(failures::add);
            assertThat(shelf.log()).containsExactlyInAnyOrder("CREATED a", "saved a");
        });

        assertThat(failures).isEmpty();
        assertThat(shelf.log()).hasSize(2);
        assertThat(jobs()).isZero();
    }

    @Test
    void aTestHearsOfADurableReceiverThatFails() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> {
                            throw new IllegalStateException("no ink");
                        },
                        durable("log"));
        List<Throwable> failures = new ArrayList<>();

        shelf.factory().inTransaction(session -> {
            session.persist(new Book("a"));
            session.flush();
            shelf.factory().signals().runAfterCommit(failures::add);
        });

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasStackTraceContaining("no ink");
    }
}
