package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SignalReceiver;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.PostSave;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listing of {@code docs/guide/timeline.md} about a transaction that has failed. */
class LookingAtFailuresTest {

    // held, since java.util.logging holds loggers weakly
    private final Logger logger = Logger.getLogger(SignalTimeline.class.getName());
    private final List<String> messages = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    static class CoverCheck implements SignalReceiver<PostSave<Article>> {

        @Override
        public void receive(PostSave<Article> event) {
            throw new IllegalStateException("no cover for " + event.instance().getTitle());
        }
    }

    @BeforeEach
    void logAtLevelDebug() {
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void logAsBefore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void aTransactionThatHasFailedIsLoggedAsThePageShows() {
        try (TestBlog test = new TestBlog(BlogDatabase.H2, Clock.systemUTC())) {
            LookingPageTest.disconnectCounter(test.blog());
            test.blog().signals().postSave().connect(Article.class, new CoverCheck());

            assertThatThrownBy(() -> test.inTransaction(session -> {
                        Author author = new Author("Ada Lovelace");
                        session.persist(author);
                        session.persist(new Article(author, 1843, "Notes", "It weaves patterns."));
                    }))
                    .hasMessageContaining("no cover for Notes");

            assertThat(messages).hasSize(1);
            String block = messages.get(0).substring(messages.get(0).indexOf("```text\n") + 8);
            LookingPage.TIMELINE.assertShown(
                    "failed",
                    "text",
                    LookingPage.shortened(block.replace("```", "")
                            .replaceFirst("Signals.*", "Signals 0.1.0, Hibernate 7.4.15.Final, H2Dialect, Java 21")
                            .replaceAll(".java:\\d+", ".java:17")));
        }
    }
}
