package dev.signals.examples.blog.receivers;

import dev.signals.examples.blog.model.Article;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PreSave;
import org.hibernate.Session;

/** Gives an article without a slug that of its title, with a number behind it if it is taken. */
public final class SlugReceiver implements BlogReceiver {

    @Override
    public void connect(FactorySignals signals) {
        signals.preSave().connect(Article.class, this::setSlug);
    }

    private void setSlug(PreSave<Article> event) {
        Article article = event.instance();
        if (article.getSlug() == null) {
            article.setSlug(unused(Slugs.of(article.getTitle()), event.session()));
        }
    }

    // The query flushes, so it sees the articles persisted before in the same transaction. Those of other transactions
    // under way it cannot see; the unique constraint is there for them.
    private static String unused(String slug, Session session) {
        String candidate = slug;
        for (int number = 2; isUsed(candidate, session); number++) {
            candidate = slug + "-" + number;
        }
        return candidate;
    }

    private static boolean isUsed(String slug, Session session) {
        return session.createSelectionQuery("select count(*) from Article where slug = :slug", Long.class)
                        .setParameter("slug", slug)
                        .getSingleResult()
                > 0;
    }
}
