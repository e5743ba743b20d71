package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PreSave;
import java.util.Locale;
import org.hibernate.Session;

class Slugs {
    @Receiver(createdOnly = true)
    void slug(PreSave<Article> event) {
        Article article = event.instance();
        String wanted = article.title.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-");
        article.slug = wanted;
        for (int number = 2; isTaken(article.slug, event.session()); number++) {
            article.slug = wanted + "-" + number;
        }
    }

    private static boolean isTaken(String slug, Session session) {
        return session.createSelectionQuery("select count(*) from Article where slug = :slug", Long.class)
                        .setParameter("slug", slug)
                        .getSingleResult()
                > 0;
    }
}
