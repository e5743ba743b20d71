package dev.signals.it.collection;

import dev.signals.it.collection.Magazine.Article;
import dev.signals.it.collection.Magazine.Author;
import dev.signals.it.collection.Magazine.Tag;
import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of one article with tags have in common: three tags, and a log of what is announced. */
abstract class TaggedArticle {

    final TestFactory factory;
    final Tag a = new Tag("a");
    final Tag b = new Tag("b");
    final Tag c = new Tag("c");
    final List<String> log = new ArrayList<>();
    Long id = 0L;

    TaggedArticle(Database database) {
        factory = TestFactory.of(database, Magazine.entities());
    }

    @BeforeEach
    void anArticleAndThreeTags() {
        id = factory.fromTransaction(session -> {
            List.of(a, b, c).forEach(session::persist);
            session.persist(new Author("ann"));
            Article article = new Article();
            session.persist(article);
            return article.id;
        });
        factory.signals().m2mChanged().connect(event -> log.add(EventLog.line(event)));
        factory.statements().clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** Changes the article in a transaction and returns what is announced. */
    List<String> announced(Consumer<Article> change) {
        log.clear();
        factory.inTransaction(session -> {
            change.accept(session.find(Article.class, id));
            log.add("-");
        });
        log.removeIf("-"::equals);
        return List.copyOf(log);
    }
}
