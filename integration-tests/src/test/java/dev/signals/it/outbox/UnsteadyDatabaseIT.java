package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;

/** A database whose clock is another one than that of the node, and one that loses its connections. */
@OnEveryDatabase
class UnsteadyDatabaseIT {

    /** An hour ahead of the nodes. */
    public static class H2Ahead extends H2Dialect {
        @Override
        public String getCurrentTimestampSelectString() {
            return "select dateadd(hour, 1, current_timestamp)";
        }
    }

    /** An hour ahead of the nodes. */
    public static class PostgreSqlAhead extends PostgreSQLDialect {
        @Override
        public String getCurrentTimestampSelectString() {
            return "select now() + interval '1 hour'";
        }
    }

    private final Database database;

    UnsteadyDatabaseIT(Database database) {
        this.database = database;
    }

    @Test
    void callsAreDueByTheClockOfTheDatabase() {
        Class<?> dialect = database == Database.H2 ? H2Ahead.class : PostgreSqlAhead.class;
        try (Shelf shelf = new Shelf(database, Map.of("hibernate.dialect", dialect.getName()))) {
            shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("called"), durable("log"));

            shelf.factory().inTransaction(session -> session.persist(new Book("a")));

            Instant due = shelf.factory()
                    .fromTransaction(session -> session.createNativeQuery(
                                    "select execution_time from signals_jobs", OffsetDateTime.class)
                            .getSingleResult()
                            .toInstant());
            assertThat(due)
                    .isBetween(
                            Instant.now().plus(Duration.ofMinutes(55)),
                            Instant.now().plus(Duration.ofMinutes(65)));
            shelf.outbox().start();
            shelf.awaitEmpty();
            assertThat(shelf.log()).containsExactly("called");
        }
    }

    @Test
    void callsGoOnWhenConnectionsAreLost() {
        assumeThat(database).as("ends connections of others").isEqualTo(Database.POSTGRESQL);
        try (Shelf shelf = new Shelf(database)) {
            shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("called"), durable("log"));
            shelf.outbox().start();
            shelf.factory().inTransaction(session -> session.persist(new Book("a")));
            shelf.awaitEmpty();

            shelf.factory()
                    .inTransaction(session -> session.createNativeQuery(
                                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                            + " where datname = current_database() and pid <> pg_backend_pid()",
                                    Long.class)
                            .getSingleResult());

            // The pool of the test has lost its connections too.
            Shelf.await()
                    .ignoreExceptionsInstanceOf(JDBCConnectionException.class)
                    .untilAsserted(() -> shelf.factory().inTransaction(session -> session.persist(new Book("b"))));
            Shelf.await().until(() -> shelf.log().size() == 2);
        }
    }
}
