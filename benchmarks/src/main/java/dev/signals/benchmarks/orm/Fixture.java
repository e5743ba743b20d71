package dev.signals.benchmarks.orm;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/** A session factory of one variant, and its database. */
final class Fixture implements AutoCloseable {

    private static final int CHUNK = 1000;

    private final Variant variant;
    private final Kind kind;
    private final Calls calls = new Calls();
    private final RunningDatabase database;
    private final SessionFactory factory;
    private final Connection direct;

    private Fixture(Variant variant, Kind kind, RunningDatabase database) throws SQLException {
        this.variant = variant;
        this.kind = kind;
        this.database = database;
        this.factory = configuration(variant, database.url())
                .addAnnotatedClass(Shelf.class)
                .addAnnotatedClasses(kind.types().toArray(Class<?>[]::new))
                .buildSessionFactory();
        this.direct = database.connect();
        if (variant == Variant.RAW_LISTENERS) {
            EventListenerRegistry registry =
                    factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
            registry.appendListeners(EventType.POST_INSERT, calls);
            registry.appendListeners(EventType.POST_UPDATE, calls);
            registry.appendListeners(EventType.POST_DELETE, calls);
            registry.appendListeners(EventType.POST_LOAD, calls);
        }
        if (variant.hasLibrary()) {
            variant.connect(ModelSignals.of(factory), kind.types(), calls);
        }
    }

    static Fixture open(Variant variant, Database database, Kind kind) throws SQLException {
        return new Fixture(variant, kind, database.start());
    }

    /** Returns a configuration without entities. */
    static Configuration configuration(Variant variant, String url) {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty("hibernate.integration.envers.enabled", String.valueOf(variant == Variant.ENVERS))
                .setProperty(SignalSettings.ENABLED, String.valueOf(variant.hasLibrary()));
        return variant == Variant.JPA_LISTENERS ? configuration.addResource("jpa-listeners.orm.xml") : configuration;
    }

    SessionFactory factory() {
        return factory;
    }

    Session begin() {
        Session session = factory.openSession();
        session.beginTransaction();
        return session;
    }

    List<Item> load(Session session) {
        return session.createSelectionQuery(kind.query(), Item.class).getResultList();
    }

    /** Writes rows, for entities of the kind and for one other. */
    void fill(int entities) {
        factory.inTransaction(session -> session.persist(new Shelf()));
        for (int written = 0; written < entities; written += CHUNK) {
            List<Item> items = kind.make(Math.min(CHUNK, entities - written));
            factory.inTransaction(session -> items.forEach(session::persist));
        }
    }

    /** Keeps what is in the tables, for {@link #restore}. */
    void keep() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String table : kind.tables()) {
            statements.add("create temporary table kept_" + table + " as select * from " + table);
        }
        execute(statements);
    }

    /** Writes the rows again that were there at {@link #keep}. */
    void restore() throws SQLException {
        empty();
        List<String> statements = new ArrayList<>();
        for (String table : kind.tables()) {
            statements.add("insert into " + table + " select * from kept_" + table);
        }
        execute(statements);
    }

    /** Removes all rows of the kind. */
    void empty() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String table : kind.tables()) {
            statements.add("truncate table " + table);
        }
        execute(statements);
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = direct.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Closes everything, and fails if the variant has measured something else than it says. */
    @Override
    public void close() throws SQLException, IOException {
        direct.close();
        factory.close();
        database.close();
        boolean called = variant == Variant.JPA_LISTENERS ? JpaListener.anyCall() : calls.any();
        if (called != variant.hasReceivers()) {
            throw new IllegalStateException(variant + ": receivers were " + (called ? "" : "not ") + "called");
        }
    }
}
