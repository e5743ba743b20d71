package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.PendingCalls;
import dev.signals.test.DurableCalls;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class TenantsIT {

    @Entity(name = "Memo")
    static class Memo {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant;

        String text = "new";
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id = 1L;

        String text = "new";
    }

    private final Database database;
    private final List<String> log = new CopyOnWriteArrayList<>();

    TenantsIT(Database database) {
        this.database = database;
    }

    private static void persist(SessionFactory factory, String tenant, Object entity) {
        try (Session session =
                factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.beginTransaction();
            session.persist(entity);
            session.getTransaction().commit();
        }
    }

    @Test
    void tenantsInOneTableShareTheOutbox() {
        try (TestFactory factory = TestFactory.of(
                database, Map.of(OutboxSettings.TABLES, "true", OutboxSettings.POLL, "100ms"), Memo.class)) {
            factory.signals()
                    .changed()
                    .connect(
                            Memo.class,
                            change -> {
                                boolean found = change.inNewTransaction((session, memo) -> memo.text = "read");
                                log.add(change.tenantId() + " " + found);
                            },
                            durable("log"));
            Outbox outbox = Outbox.of(factory.sessionFactory());
            outbox.start();

            persist(factory.sessionFactory(), "a", new Memo());
            Shelf.await().until(() -> log.size() == 2);

            assertThat(log).containsExactly("a true", "a true");
        }
    }

    /** One database for each tenant. */
    private record Databases(Map<String, TestDatabase> byTenant) implements MultiTenantConnectionProvider<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public Connection getAnyConnection() {
            return byTenant.get("a").connect();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(String tenant) {
            return byTenant.get(tenant).connect();
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aTenantWithADatabaseHasAnOutboxThere() {
        Map<String, TestDatabase> databases = Map.of("a", database.create(), "b", database.create());
        for (TestDatabase each : databases.values()) {
            Configuration tables = new Configuration();
            tables.getProperties().putAll(each.settings());
            tables.setProperty("hibernate.hbm2ddl.auto", "create")
                    .setProperty(OutboxSettings.TABLES, "true")
                    .addAnnotatedClass(Note.class)
                    .buildSessionFactory()
                    .close();
        }
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.multi_tenant_connection_provider", new Databases(databases));
        configuration.setProperty(OutboxSettings.POLL, "100ms").addAnnotatedClass(Note.class);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            ModelSignals.of(factory)
                    .changed()
                    .connect(Note.class, change -> log.add("of " + change.tenantId()), durable("log"));

            persist(factory, "a", new Note());
            persist(factory, "b", new Note());

            assertThatThrownBy(() -> Outbox.of(factory).start())
                    .hasMessageContaining("call Outbox.of(factory, tenant)");
            assertThatThrownBy(() -> Outbox.of(factory, "a").map(Note.class, change -> "{}"))
                    .hasMessageContaining("call it on Outbox.of(factory)");
            assertThat(Outbox.of(factory, "a").pending())
                    .extracting(PendingCalls::count)
                    .containsExactly(1L);
            checkThatTestsHoldTheCallsOfOneTenant(factory);
            Outbox.of(factory, "b").start();
            Shelf.await().until(() -> Outbox.of(factory, "b").pending().isEmpty());
            assertThat(log).containsExactly("of b");
            Outbox.of(factory, "a").start();
            Shelf.await().until(() -> Outbox.of(factory, "a").pending().isEmpty());
            assertThat(log).containsExactly("of b", "of a");
        } finally {
            databases.values().forEach(TestDatabase::close);
        }
    }

    private void checkThatTestsHoldTheCallsOfOneTenant(SessionFactory factory) {
        try (DurableCalls ofA = DurableCalls.hold(factory, "a");
                DurableCalls ofB = DurableCalls.hold(factory, "b");
                Session session =
                        factory.withOptions().tenantIdentifier((Object) "b").openSession()) {
            session.beginTransaction();
            session.find(Note.class, 1L).text = "changed";
            session.flush();
            ModelSignals.of(factory).runAfterCommit(failure -> {});
            session.getTransaction().rollback();

            assertThat(ofA.lines()).containsExactly("log: changed Note created");
            assertThat(ofB.lines()).containsExactly("log: changed Note created", "log: changed Note updated");
        }
    }
}
