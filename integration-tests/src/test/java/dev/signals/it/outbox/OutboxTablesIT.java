package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class OutboxTablesIT {

    private final Database kind;
    private final TestDatabase database;

    OutboxTablesIT(Database kind) {
        this.kind = kind;
        this.database = kind.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SessionFactory factory(String schemaTool) {
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(database.settings());
        return configuration
                .setProperty("hibernate.hbm2ddl.auto", schemaTool)
                .setProperty(OutboxSettings.TABLES, "true")
                .setProperty(OutboxSettings.CONTENT, "jobs,events")
                .setProperty(OutboxSettings.BACKOFF, "1ms")
                .setProperty(OutboxSettings.ATTEMPTS, "1")
                .addAnnotatedClass(Author.class)
                .buildSessionFactory();
    }

    private void runScripts() throws IOException, SQLException {
        String name = kind.name().toLowerCase(Locale.ROOT);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            run(statement, name + ".sql");
            run(statement, name + "-events.sql");
            statement.execute("create table Author (name varchar(255) primary key)");
        }
    }

    private static void run(Statement statement, String name) throws IOException, SQLException {
        try (InputStream script = Outbox.class.getResourceAsStream(name)) {
            assertThat(script).as(name).isNotNull();
            for (String sql : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static void makeCalls(SessionFactory factory) {
        List<Object> called = new CopyOnWriteArrayList<>();
        ModelSignals.of(factory).changed().connect(Author.class, change -> called.add(change.id()), durable("any"));
        ModelSignals.of(factory)
                .changed()
                .connect(
                        Author.class,
                        change -> {
                            called.add(change.id());
                            throw new IllegalStateException("dies");
                        },
                        Outbox.durable("ordered").orderedPerEntity());
        Outbox.of(factory).map(Author.class, change -> Map.of("name", "Ann"));
        Outbox.of(factory).start();
        factory.inTransaction(session -> session.persist(new Author("Ann")));
        Shelf.await().until(() -> Outbox.of(factory).pending().isEmpty());
        assertThat(called).containsExactly("Ann", "Ann");
        assertThat(Outbox.of(factory).dead()).hasSize(1);
    }

    @Test
    void theStatementsOfTheJarMakeTheTablesThatHibernateValidates() throws Exception {
        runScripts();

        try (SessionFactory factory = factory("validate")) {
            makeCalls(factory);
        }
    }

    @Test
    void hibernateMakesAndUpdatesTheTables() {
        factory("create").close();

        try (SessionFactory factory = factory("update")) {
            makeCalls(factory);
        }
    }

    @Test
    void callsThatWaitAreNotInTheIndexOfHeartbeatsOfPostgresql() throws Exception {
        assumeThat(kind).as("has partial indexes").isEqualTo(Database.POSTGRESQL);
        factory("create-drop").close();
        runScripts();
        checkIndexOfHeartbeats();

        factory("create").close();
        checkIndexOfHeartbeats();
    }

    /** The database finds the calls of dead processes by it, as db-scheduler asks for them. */
    private void checkIndexOfHeartbeats() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            assertThat(lines(
                            statement,
                            "explain select * from signals_jobs where picked = true and last_heartbeat <= now()"
                                    + " order by last_heartbeat asc"))
                    .contains("signals_jobs_heartbeat");
            assertThat(lines(statement, "select indexdef from pg_indexes where indexname = 'signals_jobs_heartbeat'"))
                    .contains("WHERE (last_heartbeat IS NOT NULL)");
        }
    }

    private static String lines(Statement statement, String query) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }
}
