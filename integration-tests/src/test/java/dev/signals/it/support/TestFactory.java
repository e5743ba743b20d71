package dev.signals.it.support;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.ValidationMode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A session factory on an empty database of its own, with the tables of the given entities. */
public final class TestFactory implements AutoCloseable {

    private final Supplier<Parts> parts;
    private final Runnable close;

    /** What a factory consists of. */
    record Parts(TestDatabase database, StatementLog statements, SessionFactory sessionFactory) {

        void close() {
            sessionFactory.close();
            database.close();
        }
    }

    private TestFactory(Supplier<Parts> parts, Runnable close) {
        this.parts = parts;
        this.close = close;
    }

    private static TestFactory built(Parts parts) {
        return new TestFactory(() -> parts, parts::close);
    }

    private static TestFactory kept(KeptFactories.Loan loan) {
        return new TestFactory(loan::parts, loan::giveBack);
    }

    private static Map<String, Object> settings(TestDatabase database, StatementLog statements, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put("hibernate.hbm2ddl.auto", "create-only");
        settings.put("hibernate.hbm2ddl.halt_on_error", "true");
        settings.put("hibernate.session_factory_name", "test");
        settings.put("hibernate.session_factory_name_is_jndi", "false");
        settings.put("hibernate.session_factory.statement_inspector", statements);
        settings.put(
                "hibernate.jdbc.batch_size", "1"); // so that each row has a statement of its own, on each Hibernate
        // With a validator Hibernate no longer checks for null before an insert, which would hide what a test is about.
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.putAll(more);
        return settings;
    }

    public static TestFactory of(Database database, Class<?>... entities) {
        return of(database, Map.of(), entities);
    }

    public static TestFactory of(Database database, Map<String, ?> settings, Class<?>... entities) {
        if (KeptFactories.keeps(database, settings)) {
            return kept(
                    KeptFactories.lend(false, settings, entities, () -> build(database.create(), settings, entities)));
        }
        return of(database.create(), settings, entities);
    }

    /** Builds the factory from a mapping in XML, and classes. */
    public static TestFactory ofXml(Database database, Map<String, ?> settings, String xml, Class<?>... entities) {
        return built(build(
                database.create(),
                settings,
                configuration ->
                        configuration.addInputStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))),
                entities));
    }

    /** Takes a database that was made for the test. */
    public static TestFactory of(TestDatabase created, Map<String, ?> settings, Class<?>... entities) {
        return built(build(created, settings, entities));
    }

    private static Parts build(TestDatabase created, Map<String, ?> settings, Class<?>... entities) {
        return build(created, settings, configuration -> {}, entities);
    }

    private static Parts build(
            TestDatabase created, Map<String, ?> settings, Consumer<Configuration> more, Class<?>... entities) {
        StatementLog statements = new StatementLog();
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(settings(created, statements, settings));
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        more.accept(configuration);
        return parts(created, statements, configuration.buildSessionFactory());
    }

    /** Builds the factory as Jakarta Persistence does, which makes Hibernate refuse more. */
    public static TestFactory ofPersistenceUnit(Database database, Map<String, ?> settings, Class<?>... entities) {
        if (KeptFactories.keeps(database, settings)) {
            return kept(KeptFactories.lend(true, settings, entities, () -> buildUnit(database, settings, entities)));
        }
        return built(buildUnit(database, settings, entities));
    }

    private static Parts buildUnit(Database database, Map<String, ?> settings, Class<?>... entities) {
        TestDatabase created = database.create();
        StatementLog statements = new StatementLog();
        EntityManagerFactory factory = new HibernatePersistenceConfiguration("test")
                .managedClasses(entities)
                .validationMode(ValidationMode.NONE) // it is not read from the settings
                .properties(settings(created, statements, settings))
                .property("hibernate.hbm2ddl.auto", "create") // Hibernate 8.0.0.Beta1 does it twice
                .createEntityManagerFactory();
        return parts(created, statements, factory.unwrap(SessionFactory.class));
    }

    private static Parts parts(TestDatabase database, StatementLog statements, SessionFactory sessionFactory) {
        statements.clear();
        return new Parts(database, statements, sessionFactory);
    }

    public SessionFactory sessionFactory() {
        return parts.get().sessionFactory();
    }

    public FactorySignals signals() {
        return ModelSignals.of(sessionFactory());
    }

    public StatementLog statements() {
        return parts.get().statements();
    }

    public void inTransaction(Consumer<Session> work) {
        sessionFactory().inTransaction(work);
    }

    public <R> R fromTransaction(Function<Session, R> work) {
        return sessionFactory().fromTransaction(work);
    }

    /** Persists an entity in a transaction of its own and forgets the statements of it. */
    public <T> T saved(T entity) {
        inTransaction(session -> session.persist(entity));
        statements().clear();
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
        close.run();
    }
}
