package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.PRE_SAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.CapturedLog;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The library is found by every way to build a session factory, and does nothing in one that has switched it off. */
@OnEveryDatabase
class BootstrapIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Column(nullable = false)
        String slug;
    }

    private final TestDatabase database;

    BootstrapIT(Database database) {
        this.database = database.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void foundByPersistenceXml() {
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", database.settings())) {
            assertSignalsAreSent(factory);
            assertThat(seenBy(factory)).containsExactly("blog");
        }
    }

    @Test
    void aFactoryWithoutANameIsCalledUnnamed() {
        Configuration configuration = new Configuration().addAnnotatedClass(Article.class);
        configuration.getProperties().putAll(database.settings());
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.Start");
                SessionFactory factory = configuration.buildSessionFactory()) {
            assertThat(factory.isOpen()).isTrue();
            assertThat(log.messages()).singleElement().asString().contains("session factory \"unnamed\": ");
        }
    }

    @Test
    void theLogHasOneLineForEachFactory() {
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.Start");
                Connection connection = PRE_SAVE.connect(Article.class, event -> {});
                EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", database.settings())) {
            assertThat(connection.isConnected()).isTrue();
            assertThat(factory.isOpen()).isTrue();
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .matches("Signals( \\S+)? for session factory \"blog\": receivers connected so far: 1");
        }
    }

    @Test
    void foundByConfiguration() {
        Configuration configuration = new Configuration().addAnnotatedClass(Article.class);
        configuration.getProperties().putAll(database.settings());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");

        try (SessionFactory factory = configuration.buildSessionFactory()) {
            assertSignalsAreSent(factory);
        }
    }

    @Test
    void foundByMetadataSources() {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySettings(database.settings())
                .applySetting("hibernate.hbm2ddl.auto", "create-only")
                .build();

        try (SessionFactory factory = new MetadataSources(registry)
                .addAnnotatedClass(Article.class)
                .buildMetadata()
                .buildSessionFactory()) {
            assertSignalsAreSent(factory);
        }
    }

    @Test
    void aFactoryThatHasSwitchedTheLibraryOffSendsNothingAndHasNoListenerOfOurs() {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put(SignalSettings.ENABLED, false);
        List<Object> heard = new ArrayList<>();

        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", settings);
                Connection connection = PRE_SAVE.connect(Article.class, heard::add)) {
            factory.runInTransaction(entityManager -> {
                Article article = new Article();
                article.slug = "by hand";
                entityManager.persist(article);
            });

            assertThat(connection.isConnected()).isTrue();
            assertThat(heard).isEmpty();
            assertThat(listeners(factory)).noneMatch(name -> name.startsWith("dev.signals"));
        }
    }

    @Test
    void aReceiverOfTheProcessHearsEveryFactoryAndOneOfAFactoryOnlyIts() {
        List<Object> ofProcess = new ArrayList<>();
        List<Object> ofFirst = new ArrayList<>();
        try (TestDatabase other = Database.H2.create();
                EntityManagerFactory first = Persistence.createEntityManagerFactory("blog", database.settings());
                EntityManagerFactory second = Persistence.createEntityManagerFactory("blog", other.settings());
                Connection connection = POST_SAVE.connect(
                        Article.class, event -> ofProcess.add(event.session().getFactory()))) {
            ModelSignals.of(first)
                    .postSave()
                    .connect(Article.class, event -> ofFirst.add(event.session().getFactory()));

            for (EntityManagerFactory factory : List.of(first, second)) {
                factory.runInTransaction(entityManager -> {
                    Article article = new Article();
                    article.slug = "slug";
                    entityManager.persist(article);
                });
            }

            assertThat(connection.isConnected()).isTrue();
            assertThat(ofProcess).containsExactly(first, second);
            assertThat(ofFirst).containsExactly(first);
        }
    }

    @Test
    void theNullCheckStillFailsWhenNoReceiverFillsTheColumn() {
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", database.settings())) {
            ThrowingCallable persist =
                    () -> factory.runInTransaction(entityManager -> entityManager.persist(new Article()));

            assertThatThrownBy(persist).isInstanceOf(PersistenceException.class);
        }
    }

    private static void assertSignalsAreSent(EntityManagerFactory factory) {
        List<Boolean> created = new ArrayList<>();
        FactorySignals signals = ModelSignals.of(factory);
        signals.preSave().connect(Article.class, event -> event.instance().slug = "from receiver");
        signals.postSave().connect(Article.class, event -> created.add(event.created()));

        factory.runInTransaction(entityManager -> entityManager.persist(new Article()));

        assertThat(created).containsExactly(true);
        assertThat(factory.<String>callInTransaction(entityManager -> entityManager
                        .createQuery("select slug from Article", String.class)
                        .getSingleResult()))
                .isEqualTo("from receiver");
    }

    private static List<String> seenBy(EntityManagerFactory factory) {
        List<String> names = new ArrayList<>();
        ModelSignals.of(factory).postSave().connect(Article.class, event -> names.add(event.using()));
        factory.runInTransaction(entityManager -> entityManager.persist(new Article()));
        return names;
    }

    @SuppressWarnings("deprecation") // the only way to see listeners
    private static List<String> listeners(EntityManagerFactory factory) {
        List<String> names = new ArrayList<>();
        SessionFactoryImplementor implementor = factory.unwrap(SessionFactoryImplementor.class);
        for (EventType<?> type : EventType.values()) {
            implementor
                    .getEventListenerRegistry()
                    .getEventListenerGroup(type)
                    .listeners()
                    .forEach(listener -> names.add(listener.getClass().getName()));
        }
        return names;
    }
}
