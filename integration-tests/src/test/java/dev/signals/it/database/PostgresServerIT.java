package dev.signals.it.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
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
        PostgresServer given = given("postgres", "");

        try (TestDatabase created = given.create();
                Connection connection = created.connect()) {
            assertThat(given.toString()).startsWith("given ");
            assertThat(connection.getMetaData().getURL()).contains(portOfEmbedded());
            assertThat(connection.getCatalog()).startsWith("signals_");
        }
    }

    @Test
    void closedDatabaseIsGone() {
        String count = "select count(*) from pg_database where datname like 'signals%'";
        TestDatabase created = given("postgres", "").create();
        assertThat(embedded.address().query(count)).isEqualTo("1");

        created.close();

        assertThat(embedded.address().query(count)).isEqualTo("0");
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
