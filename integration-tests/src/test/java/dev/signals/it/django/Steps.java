package dev.signals.it.django;

import dev.signals.it.database.Database;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.TestFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;

/**
 * What the scenarios of the traces have in common. A save of Django is a persist, or a change, followed by a flush,
 * and a step is a transaction, as there is none here without.
 */
final class Steps {

    private Steps() {}

    static void compare(Database database, String scenario, Consumer<Replay> steps) {
        Recording django = Recording.ofDjango(scenario);
        try (TestFactory factory = factory(database, "default")) {
            Replay replay = new Replay(django, factory);
            try {
                steps.accept(replay);
            } finally {
                replay.recorder().disconnect();
            }
            Comparer.compare(django, replay.recorded());
        }
    }

    static TestFactory factory(Database database, String name) {
        return TestFactory.of(database, Map.of("hibernate.session_factory_name", name), Blog.entities());
    }

    static void save(Session session, Object entity) {
        session.persist(entity);
        session.flush();
    }

    static Article article(Session session, Article article) {
        return session.find(Article.class, article.id);
    }

    /** The tags of the one article of a scenario. */
    static Set<Tag> tags(Session session) {
        return session.find(Article.class, 101L).tags;
    }

    static Tag tag(Session session, long id) {
        return session.find(Tag.class, id);
    }

    static List<Tag> found(Session session, long... ids) {
        return Arrays.stream(ids).mapToObj(id -> tag(session, id)).toList();
    }

    static void set(Session session, long... ids) {
        Set<Tag> tags = tags(session);
        tags.clear();
        tags.addAll(found(session, ids));
    }

    static int sql(Session session, String statement) {
        return session.createNativeMutationQuery(statement).executeUpdate();
    }

    static List<Object> keys(TestFactory factory, String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, Object.class).getResultList());
    }

    /** The rows of a query, each as a list of its columns. */
    static List<List<Object>> rows(TestFactory factory, String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, Object[].class).getResultList().stream()
                        .map(Arrays::asList)
                        .toList());
    }
}
