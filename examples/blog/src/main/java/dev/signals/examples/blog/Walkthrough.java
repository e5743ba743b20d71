package dev.signals.examples.blog;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.hibernate.SignalTimeline;
import java.util.List;
import org.hibernate.Session;

/** One transaction that saves, changes and deletes, written down by a timeline. */
final class Walkthrough {

    /** Each the second address of its year, so the slug has a number. */
    static final List<String> SLUGS_TO_DELETE = List.of("state-of-the-union-1953-2", "state-of-the-union-1961-2");

    private final Blog blog;

    Walkthrough(Blog blog) {
        this.blog = blog;
    }

    List<String> run() {
        try (SignalTimeline timeline = blog.signals().timeline()) {
            blog.sessionFactory().inTransaction(session -> {
                write(session, timeline);
                delete(session, timeline);
                timeline.mark("commit");
            });
            // The counter hears everything and does nothing.
            return timeline.lines().stream()
                    .filter(line -> !line.endsWith(SignalCounter.class.getSimpleName()))
                    .toList();
        }
    }

    private static void write(Session session, SignalTimeline timeline) {
        Author guest = new Author("Ada Lovelace");
        timeline.mark("persist the author");
        session.persist(guest);

        Article article = new Article(guest, 1843, "Notes on the Analytical Engine", "It weaves algebraical patterns.");
        article.comment("As the loom weaves flowers and leaves");
        timeline.mark("persist the article");
        session.persist(article);

        timeline.mark("flush");
        session.flush();

        timeline.mark("change the body");
        article.setBody("The Analytical Engine weaves algebraical patterns.");
    }

    private static void delete(Session session, SignalTimeline timeline) {
        timeline.mark("query the articles to delete");
        List<Article> articles = session.createSelectionQuery(
                        "from Article where slug in :slugs order by slug", Article.class)
                .setParameterList("slugs", SLUGS_TO_DELETE)
                .getResultList();
        for (Article article : articles) {
            timeline.mark("remove " + article.getSlug());
            session.remove(article);
        }
    }
}
