package dev.signals.it.support;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A session factory on an empty database of its own, with the tables of the given entities. */
public final class TestFactory implements AutoCloseable {

    private final TestDatabase database;
    private final StatementLog statements = new StatementLog();
    private final SessionFactory sessionFactory;

    private TestFactory(Database database, Map<String, ?> settings, Class<?>... entities) {
        this.database = database.create();
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(this.database.settings());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");
        configuration.getProperties().put("hibernate.hbm2ddl.halt_on_error", "true");
        configuration.getProperties().put("hibernate.session_factory_name", "test");
        configuration.getProperties().put("hibernate.session_factory_name_is_jndi", "false");
        configuration.getProperties().put("hibernate.session_factory.statement_inspector", statements);
        // With a validator Hibernate no longer checks for null before an insert, which would hide what a test is about.
        configuration.getProperties().put("jakarta.persistence.validation.mode", "none");
        configuration.getProperties().putAll(settings);
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        sessionFactory = configuration.buildSessionFactory();
        statements.clear();
    }

    public static TestFactory of(Database database, Class<?>... entities) {
        return new TestFactory(database, Map.of(), entities);
    }

    public static TestFactory of(Database database, Map<String, ?> settings, Class<?>... entities) {
        return new TestFactory(database, new HashMap<>(settings), entities);
    }

    public SessionFactory sessionFactory() {
        return sessionFactory;
    }

    public FactorySignals signals() {
        return ModelSignals.of(sessionFactory);
    }

    public StatementLog statements() {
        return statements;
    }

    public void inTransaction(Consumer<Session> work) {
        sessionFactory.inTransaction(work);
    }

    public <R> R fromTransaction(Function<Session, R> work) {
        return sessionFactory.fromTransaction(work);
    }

    /** Persists an entity in a transaction of its own and forgets the statements of it. */
    public <T> T saved(T entity) {
        inTransaction(session -> session.persist(entity));
        statements.clear();
        return entity;
    }

    /** The one value a native query answers with, read in a transaction of its own. */
    public Object sql(String query) {
        return fromTransaction(
                session -> session.createNativeQuery(query, Object.class).getSingleResult());
    }

    /** The number of rows a native query counts. */
    public long count(String table) {
        return ((Number) sql("select count(*) from " + table)).longValue();
    }

    @Override
    public void close() {
        sessionFactory.close();
        database.close();
    }
}
