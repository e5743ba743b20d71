package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.hibernate.SignalTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The listings of {@code docs/looking.md}. With the environment variable {@code WRITE_DOCS} it writes them, otherwise it compares. */
class LookingPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "looking.md");
    private static final String END = "```\n<!-- end -->";

    @Test
    void theListingsOfThePageAreThoseOfTheBlog() throws IOException {
        try (TestBlog test = new TestBlog(BlogDatabase.H2, Clock.systemUTC())) {
            Blog blog = test.blog();
            disconnectCounter(blog);
            assertShown("describe", "text", blog.signals().describe().toString());
            assertShown("diagram", "mermaid", blog.signals().describe().toMermaid());
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
                    assertShown("sequence", "mermaid", shortened(timeline.toMermaid()));
                    timeline.mark("change the article, remove another one");
                    article.setBody("The engine weaves patterns.");
                    session.remove(
                            session.createSelectionQuery("from Article where publishedYear = 1851", Article.class)
                                    .getSingleResult());
                    timeline.mark("commit");
                });
                assertShown("timeline", "text", shortened(timeline.toString()));
            }
        }
    }

    /** It hears everything and does nothing. */
    private static void disconnectCounter(Blog blog) {
        Stream.of(
                        blog.signals().preSave(),
                        blog.signals().postSave(),
                        blog.signals().preDelete(),
                        blog.signals().postDelete())
                .flatMap(signal -> signal.signal().connections().stream())
                .filter(connection -> connection.receiverName().contains(SignalCounter.class.getSimpleName()))
                .forEach(Connection::close);
    }

    /** Statements without their ends, and without the schema of the blog. */
    private static String shortened(String text) {
        return text.replace(BlogDatabase.SCHEMA + ".", "")
                .lines()
                .map(line -> line.length() > 100 ? line.substring(0, 97) + "..." : line)
                .reduce("", (all, line) -> all.isEmpty() ? line : all + "\n" + line);
    }

    private static void assertShown(String name, String language, String listing) {
        try {
            String page = Files.readString(PAGE);
            String start = "<!-- " + name + " -->\n```" + language + "\n";
            assertThat(page).contains(start);
            int from = page.indexOf(start) + start.length();
            int to = page.indexOf(END, from);
            String shown = listing.stripTrailing() + "\n";
            if (System.getenv("WRITE_DOCS") != null) {
                Files.writeString(PAGE, page.substring(0, from) + shown + page.substring(to));
            } else {
                assertThat(page.substring(from, to)).isEqualTo(shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
