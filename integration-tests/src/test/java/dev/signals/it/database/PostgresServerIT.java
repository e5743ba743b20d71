package dev.signals.it.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server given by its URL, played by an embedded one of this test's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerIT {

    private final PostgresServer embedded = PostgresServer.embedded();

    @AfterAll
    void stop() {
        embedded.close();
    }

    @Test
    void givenServerIsUsed() throws SQLException {
        try (PostgresServer given = given("postgres", "");
                TestDatabase created = given.create();
                Connection connection = created.connect()) {
            assertThat(given.toString()).startsWith("given ");
            assertThat(connection.getMetaData().getURL()).contains(portOfEmbedded());
            assertThat(connection.getCatalog()).startsWith("signals_");
        }
    }

    @Test
    void databasesOfAClosedServerAreGone() {
        String count = "select count(*) from pg_database where datname like 'signals%'";
        PostgresServer given = given("postgres", "");
        given.create().close();
        assertThat(embedded.address().query(count)).isEqualTo("1");

        given.close();

        assertThat(embedded.address().query(count)).isEqualTo("0");
    }

    @Test
    void nothingOfATestIsLeftToTheNext() throws SQLException {
        try (PostgresServer given = given("postgres", "")) {
            String used = leaveMuch(given);

            try (TestDatabase next = given.create();
                    Connection connection = next.connect()) {
                assertThat(connection.getCatalog()).isEqualTo(used);
                assertThat(answer(connection, "select count(*) from pg_tables where schemaname in ('public', 'other')"))
                        .isZero();
                assertThat(answer(connection, "select count(*) from pg_largeobject_metadata"))
                        .isZero();
                assertThat(answer(connection, "select count(*) from pg_namespace where nspname = 'other'"))
                        .isZero();
            }
        }
    }

    /** Leaves tables, a large object and a connection with a lock, and answers the name of the database. */
    private static String leaveMuch(PostgresServer server) throws SQLException {
        TestDatabase database = server.create();
        try (Connection leftOpen = database.connect();
                Statement statement = leftOpen.createStatement()) {
            String name = leftOpen.getCatalog();
            statement.execute("create schema other");
            statement.execute("create table other.note (id int)");
            statement.execute("create table note (id int)");
            statement.execute("select lo_from_bytea(4711, 'x')");
            leftOpen.setAutoCommit(false);
            statement.execute("insert into note values (1)");

            database.close();

            assertThat(leftOpen.isValid(10)).isFalse();
            return name;
        }
    }

    private static int answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void userWhoMayNotCreateDatabasesGetsSchemas() throws SQLException {
        embedded.address().execute("create role guest login password 'secret'");
        embedded.address().execute("grant create on database postgres to guest");
        PostgresServer given = given("guest", "secret");

        try (TestDatabase first = given.create();
                TestDatabase second = given.create();
                Connection toFirst = first.connect();
                Connection toSecond = second.connect()) {
            assertThat(toFirst.getCatalog()).isEqualTo("postgres");
            assertThat(toFirst.getSchema()).startsWith("signals_").isNotEqualTo(toSecond.getSchema());
        }
    }

    private PostgresServer given(String user, String password) {
        Map<String, String> properties = Map.of(
                PostgresSettings.URL, embedded.address().url(),
                PostgresSettings.USER, user,
                PostgresSettings.PASSWORD, password);
        PostgresSettings settings = PostgresSettings.read(properties::get, name -> null);
        return PostgresServer.start(PostgresChoice.of(settings, () -> false));
    }

    private String portOfEmbedded() {
        return embedded.address().url().replaceFirst(".*(:\\d+/).*", "$1");
    }
}
