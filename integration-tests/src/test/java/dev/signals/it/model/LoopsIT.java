package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that call themselves or each other again and again, and those that settle. */
@OnEveryDatabase
class LoopsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title = "t";
        int views;
        int words;
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        int likes;
    }

    private final Database database;
    private final List<TestFactory> factories = new ArrayList<>();
    private TestFactory factory;
    private Long articleId = 0L;
    private Long commentId = 0L;

    LoopsIT(Database database) {
        this.database = database;
        factory = open(Map.of());
    }

    private TestFactory open(Map<String, ?> settings) {
        TestFactory opened = TestFactory.of(database, settings, Article.class, Comment.class);
        factories.add(opened);
        opened.inTransaction(session -> {
            Article article = new Article();
            Comment comment = new Comment();
            session.persist(article);
            session.persist(comment);
            articleId = article.id;
            commentId = comment.id;
        });
        return opened;
    }

    @AfterEach
    void close() {
        factories.forEach(TestFactory::close);
    }

    /** The message of the loop that a change of the article ends in, after which nothing can be committed. */
    private String loopOf(Consumer<Session> work) {
        List<Boolean> rollbackOnly = new ArrayList<>();
        Throwable caught = catchThrowable(() -> factory.inTransaction(session -> {
            try {
                work.accept(session);
                session.flush();
            } finally {
                rollbackOnly.add(session.getTransaction().getRollbackOnly());
            }
        }));
        assertThat(caught).isInstanceOf(SignalLoopException.class);
        assertThat(rollbackOnly).containsExactly(true);
        return caught.getMessage();
    }

    private String loopOfAChange() {
        String message = loopOf(session -> session.find(Article.class, articleId).title += "!");
        assertThat(factory.sql("select title from Article")).isEqualTo("t");
        return message;
    }

    private static void assertListed(String heading, String message) throws IOException {
        ErrorsPage.assertListed(LoopsIT.class, heading, message.replaceAll("#\\d+", "#1"));
    }

    @Test
    void aReceiverThatChangesItsOwnInstanceUnconditionally() throws IOException {
        factory.signals().postSave().connect(Article.class, event -> event.instance().views++);
        assertListed("loop", loopOfAChange());
    }

    @Test
    void aReceiverBeforeTheSaveThatChangesItsOwnInstanceUnconditionally() {
        factory.signals().preSave().connect(Article.class, event -> event.instance().views++);
        factory.inTransaction(session -> session.find(Article.class, articleId).title += "!");
        assertThat(factory.sql("select views from Article")).isEqualTo(1);
    }

    static class Counts {
        @Receiver(onChange = {"title", "words"})
        void views(PostSave<Article> event) {
            event.instance().views++;
        }

        @Receiver(onChange = "views")
        void words(PostSave<Article> event) {
            event.instance().words++;
        }
    }

    @Test
    void twoReceiversThatDirtyEachOther() throws IOException {
        factory.signals().register(new Counts());
        assertListed("loop-of-two", loopOfAChange());
    }

    @Test
    void aChainAcrossEntities() throws IOException {
        factory.signals()
                .postSave()
                .connect(Article.class, event -> event.session().find(Comment.class, commentId).likes++);
        factory.signals()
                .postSave()
                .connect(Comment.class, event -> event.session().find(Article.class, articleId).views++);
        assertListed("loop-across-entities", loopOfAChange());
    }

    @Test
    void aDeleteAndAPersistThatFollowEachOther() throws IOException {
        factory.signals()
                .postDelete()
                .connect(Comment.class, event -> event.session().persist(new Comment()));
        factory.signals()
                .postSave()
                .connect(Comment.class, event -> event.session().remove(event.instance()));
        assertListed(
                "loop-of-delete-and-persist",
                loopOf(session -> session.remove(session.find(Comment.class, commentId))));
    }

    @Test
    void aReceiverThatPersistsAnotherOfItsKindBeforeTheSave() throws IOException {
        factory.signals()
                .preSave()
                .connect(Article.class, event -> event.session().persist(new Article()));
        assertListed("loop-nested", loopOf(session -> session.persist(new Article())));
    }

    @Test
    void aReceiverThatFlushesItsOwnChange() {
        factory.signals().postSave().connect(Article.class, event -> {
            event.instance().views++;
            event.session().flush();
        });
        assertThat(loopOfAChange())
                .contains("lambda in " + LoopsIT.class.getName() + " on post_save Article updated [views]")
                .contains("set(\"views\", value)");
    }

    @Test
    void receiversThatSettleAreLeftAlone() {
        factory.signals().postSave().connect(Article.class, event -> {
            if (event.instance().views < 90) {
                event.instance().views++;
            }
        });
        factory.inTransaction(session -> session.find(Article.class, articleId).title = "s");
        assertThat(factory.sql("select views from Article")).isEqualTo(90);
        factory.inTransaction(session -> session.find(Article.class, articleId).views = 0);
        assertThat(factory.sql("select views from Article")).isEqualTo(90);
    }

    @Test
    void theNumberOfRoundsIsASetting() {
        factory = open(Map.of(SignalSettings.ROUNDS, 3));
        factory.signals().postSave().connect(Article.class, event -> {
            if (event.instance().views < 2) {
                event.instance().views++;
            }
        });
        factory.inTransaction(session -> session.find(Article.class, articleId).title = "t");
        factory.inTransaction(session -> session.find(Article.class, articleId).title = "s");
        assertThat(factory.sql("select views from Article")).isEqualTo(2);

        factory.signals().postSave().connect(Article.class, event -> event.instance().words++);
        assertThat(loopOf(session -> session.find(Article.class, articleId).title = "u"))
                .startsWith("receivers do not settle: after 3 rounds of signals in one flush");
    }

    @Test
    void aNumberOfRoundsThatIsNoneIsRefused() throws IOException {
        for (Object wrong : List.of("0", "-1", "many", "")) {
            assertThat(catchThrowable(() -> open(Map.of(SignalSettings.ROUNDS, wrong))))
                    .hasMessageContaining("signals.rounds is \"" + wrong + "\"");
        }
        assertListed(
                "wrong-number-of-rounds",
                catchThrowable(() -> open(Map.of(SignalSettings.ROUNDS, "many")))
                        .getMessage());
    }
}
