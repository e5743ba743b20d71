package dev.signals.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostInit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Woven entities in Hibernate, which makes instances of its own. */
class WovenEntitiesTest {

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private WovenShop shop;
    private Class<?> article;
    private Object workshop;
    private SessionFactory factory;

    @BeforeEach
    void open() throws IOException {
        shop = WovenShop.in(folder, WovenShop.With.JAVAC);
        article = shop.type("Article");
        factory = factory("first");
        workshop = Calls.make(shop.type("Workshop"));
        connections.add(ModelSignals.PRE_INIT.connect(
                event -> log.add((event.constructed() ? "constructs " : "loads ") + event.entityName())));
        connections.add(ModelSignals.POST_INIT.connect(
                event -> log.add((event.constructed() ? "constructed " : "loaded ") + event.instance())));
    }

    private SessionFactory factory(String name) {
        // or Hibernate would find the classes by their names that have not been woven
        BootstrapServiceRegistry woven = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(article.getClassLoader())
                .build();
        return new Configuration(woven)
                .addAnnotatedClass(article)
                .addAnnotatedClass(shop.type("Review"))
                .addAnnotatedClass(shop.type("Comment"))
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + name)
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.session_factory_name", name)
                .setProperty("hibernate.session_factory_name_is_jndi", "false")
                .buildSessionFactory();
    }

    @AfterEach
    void close() {
        connections.forEach(Connection::close);
        factory.close();
        shop.close();
    }

    @Test
    void whatTheApplicationMakesIsConstructedAndWhatHibernateMakesIsLoaded() {
        Object made = Calls.call(workshop, "plain");
        factory.inTransaction(session -> session.persist(made));
        factory.inTransaction(session -> {
            Object found = session.createSelectionQuery("from Article", article).getSingleResult();
            assertThat(Calls.get(found, "title")).isEqualTo("plain");
            session.refresh(found);
        });

        String name = article.getName();
        assertThat(log)
                .containsExactly(
                        "constructs " + name,
                        "constructed Article plain",
                        "loads " + name,
                        "loaded Article plain",
                        "loads " + name,
                        "loaded Article plain");
    }

    @Test
    void proxiesCopiesOfMergeAndStatelessLoadsAreNotConstructed() {
        Object made = Calls.call(workshop, "nested", false);
        factory.inTransaction(session -> session.persist(made));
        log.clear();

        factory.inTransaction(session -> {
            Object comment = session.find(shop.type("Comment"), Calls.get(made, "id"));
            assertThat(Hibernate.isInitialized(Calls.get(comment, "article"))).isFalse();
            Hibernate.initialize(Calls.get(comment, "article"));
        });
        factory.inTransaction(session -> session.merge(made));
        factory.inStatelessTransaction(session -> session.get(shop.type("Comment"), Calls.get(made, "id")));
        factory.inTransaction(session -> session.createSelectionQuery(
                        "select new " + article.getName() + "(a.title) from Article a", article)
                .getSingleResult());

        assertThat(log).isNotEmpty().noneMatch(line -> line.startsWith("construct"));
    }

    @Test
    void receiverMethodsOfAFactoryHearOfWhatIsConstructed() {
        List<Object> seen = new ArrayList<>();
        ModelSignals.of(factory).register(new Object() {
            @Receiver
            void made(PostInit<?> event) {
                assertThat(event.sessionFactory()).isSameAs(factory);
                seen.add(event.instance());
            }
        });

        Object made = Calls.call(workshop, "plain");

        assertThat(seen).containsExactly(made);
    }

    @Test
    void whatAReceiverOfPostInitSetsIsSavedWithTheEntity() {
        connections.add(ModelSignals.POST_INIT.connect(event -> {
            if (event.constructed()) {
                set(event.instance(), "titled by a receiver");
            }
        }));

        factory.inTransaction(session -> session.persist(Calls.call(workshop, "plain")));

        assertThat(titles()).containsExactly("titled by a receiver");
    }

    @Test
    void entitiesAreSavedAsTheyAreWithoutReceivers() {
        connections.forEach(Connection::close);

        factory.inTransaction(session -> {
            session.persist(Calls.call(workshop, "chosen", true));
            session.persist(Calls.call(workshop, "copied"));
        });

        assertThat(titles()).containsExactly("chosen!", "original");
        assertThat(log).isEmpty();
    }

    @Test
    void aSecondFactoryIsToldTooUntilItIsClosed() {
        List<String> names = new ArrayList<>();
        try (SessionFactory second = factory("second")) {
            ModelSignals.of(second).postInit().connect(event -> names.add(event.using()));
            ModelSignals.of(factory).postInit().connect(event -> names.add(event.using()));
            Calls.call(workshop, "plain");
            assertThat(names).containsExactly("first", "second");
            assertThat(log).hasSize(2);
        }

        Calls.call(workshop, "plain");

        assertThat(names).containsExactly("first", "second", "first");
        assertThat(log).hasSize(4);
    }

    private List<String> titles() {
        return factory.fromTransaction((Session session) -> session.createSelectionQuery(
                        "select title from Article order by title", String.class)
                .getResultList());
    }

    private static void set(Object article, String title) {
        try {
            article.getClass().getField("title").set(article, title);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
