package dev.signals.examples.kafka;

import dev.signals.examples.blog.Progress;
import dev.signals.examples.blog.model.Article;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Changes and deletes articles, each in a transaction of its own. Plain Hibernate, which knows of no events. */
final class Editor {

    private static final int OLDEST_YEAR = 1800;

    private final SessionFactory factory;
    private final Progress progress;

    Editor(SessionFactory factory, Progress progress) {
        this.factory = factory;
        this.progress = progress;
    }

    void edit() {
        List<Long> ids = factory.fromTransaction(
                session -> session.createSelectionQuery("select id from Article order by id", Long.class)
                        .getResultList());
        progress.begin("Editing articles", ids.size());
        for (Long id : ids) {
            factory.inTransaction(session -> edit(session, session.find(Article.class, id)));
        }
    }

    private void edit(Session session, Article article) {
        if (article.getPublishedYear() < OLDEST_YEAR) {
            session.remove(article);
        } else {
            article.setTitle(article.getTitle() + ", " + article.getAuthor().getName());
        }
        progress.step(article.getTitle());
    }
}
