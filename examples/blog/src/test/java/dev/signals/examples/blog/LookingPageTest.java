package dev.signals.examples.blog;

import dev.signals.Connection;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.hibernate.SignalTimeline;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The listings of {@code docs/guide} about receivers and timelines. */
class LookingPageTest {

    @Test
    void theListingsOfThePageAreThoseOfTheBlog() {
        try (TestBlog test = new TestBlog(BlogDatabase.H2, Clock.systemUTC())) {
            Blog blog = test.blog();
            disconnectCounter(blog);
            LookingPage.RECEIVER_MAP.assertShown(
                    "describe", "text", blog.signals().describe().toString());
            LookingPage.RECEIVER_MAP.assertShown(
                    "diagram", "mermaid", blog.signals().describe().toMermaid());
            test.inTransaction(session -> {
                Author author = new Author("Herman Melville");
                session.persist(author);
                session.persist(new Article(author, 1851, "Moby-Dick", "Call me Ishmael."));
            });
            try (SignalTimeline timeline = blog.signals().timeline()) {
                test.inTransaction(session -> {
                    timeline.mark("persist an author and an article");
                    Author author = new Author("Ada Lovelace");
                    session.persist(author);
                    Article article = new Article(author, 1843, "Notes", "It weaves patterns.");
                    session.persist(article);
                    timeline.mark("flush");
                    session.flush();
                    LookingPage.TIMELINE.assertShown(
                            "sequence", "mermaid", LookingPage.shortened(timeline.toMermaid()));
                    timeline.mark("change the article, remove another one");
                    article.setBody("The engine weaves patterns.");
                    session.remove(
                            session.createSelectionQuery("from Article where publishedYear = 1851", Article.class)
                                    .getSingleResult());
                    timeline.mark("commit");
                });
                LookingPage.TIMELINE.assertShown("timeline", "text", LookingPage.shortened(timeline.toString()));
            }
        }
    }

    /** It hears everything and does nothing. */
    static void disconnectCounter(Blog blog) {
        Stream.of(
                        blog.signals().preSave(),
                        blog.signals().postSave(),
                        blog.signals().preDelete(),
                        blog.signals().postDelete())
                .flatMap(signal -> signal.signal().connections().stream())
                .filter(connection -> connection.receiverName().contains(SignalCounter.class.getSimpleName()))
                .forEach(Connection::close);
    }
}
