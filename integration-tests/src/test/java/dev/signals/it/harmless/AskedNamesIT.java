package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interceptor that is asked for the names of entities. */
class AskedNamesIT {

    private static final Map<String, ?> SETTINGS =
            Map.of("hibernate.session_factory.interceptor", Names.class.getName());

    private static int asked;

    private final SameWork same = SameWork.of(Database.H2, SETTINGS, Shop.class, Article.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void itIsNotAskedAboutWhatIsManaged() {
        Set<Listening> all = EnumSet.allOf(Listening.class);
        compare("changed", all, session -> shop(session).articles.add(new Article(1)));
        compare("persisted again", all, session -> {
            Shop shop = shop(session);
            shop.articles.add(new Article(1));
            session.persist(shop);
        });
        compare("merged", all, session -> session.merge(new Shop(1)));
        compare("taken out", all, session -> {
            shop(session).articles.add(new Article(1));
            session.flush();
            shop(session).articles.clear();
        });
        compare("removed", all, session -> session.remove(shop(session)));
        compare(
                "removed by a query",
                all,
                session -> session.createMutationQuery("delete from Shop").executeUpdate());
    }

    @Test
    void itIsAskedOnceMoreAboutWhatIsPersisted() {
        try (TestFactory factory = TestFactory.of(Database.H2, SETTINGS, Shop.class, Article.class)) {
            factory.inTransaction(session -> {
                asked = 0;
                session.persist(new Shop(1));
                assertThat(asked).isEqualTo(1);
            });
            factory.signals().preSave().connect(event -> {});
            factory.inTransaction(session -> {
                asked = 0;
                Shop shop = new Shop(2);
                shop.articles.add(new Article(2));
                session.persist(shop);
                assertThat(asked).isEqualTo(2);
            });
        }
    }

    private void compare(String name, Set<Listening> listenings, Consumer<Session> work) {
        same.compare(name, listenings, factory -> {
            factory.inTransaction(session -> session.persist(new Shop(1)));
            asked = 0;
            factory.inTransaction(work);
            int found = asked;
            factory.inTransaction(session -> session.createSelectionQuery("from Shop", Shop.class)
                    .getResultList()
                    .forEach(session::remove));
            return found;
        });
    }

    private static Shop shop(Session session) {
        return session.find(Shop.class, 1L);
    }

    public static class Names implements Interceptor {
        @Override
        public @Nullable String getEntityName(Object object) {
            asked++;
            return null;
        }
    }

    @Entity(name = "Shop")
    static class Shop {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "shop")
        List<Article> articles = new ArrayList<>();

        Shop() {}

        Shop(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        long id;

        Article() {}

        Article(long id) {
            this.id = id;
        }
    }
}
