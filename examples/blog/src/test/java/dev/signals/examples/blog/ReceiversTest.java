package dev.signals.examples.blog;

import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.examples.blog.SignalCounter.Kind;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Profile;
import dev.signals.examples.blog.model.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What each receiver does, on commit and on rollback. */
@OnBothDatabases
class ReceiversTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Parameter
    private String database;

    private TestBlog test;
    private Blog blog;
    private int number;
    private Article article;

    @BeforeParameterizedClassInvocation
    void open() {
        test = new TestBlog(database, Clock.fixed(NOW, ZoneOffset.UTC));
        blog = test.blog();
    }

    @AfterParameterizedClassInvocation
    void close() {
        test.close();
    }

    @BeforeEach
    void anArticleIsThere() {
        number++;
        article = test.fromTransaction(session -> {
            Author author = new Author("Author " + number);
            session.persist(author);
            Article made = new Article(author, 2026, "Title " + number, "three short words");
            made.setCoverFile(number + ".svg");
            blog.covers().write(made.getCoverFile(), "<svg/>");
            session.persist(made);
            return made;
        });
    }

    @Test
    void aSlugThatWasSetIsKept() {
        test.inTransaction(session -> {
            Article other = similar(session);
            other.setSlug("chosen");
            session.persist(other);
        });

        assertThat(test.number("select count(*) from $article where slug = 'chosen'"))
                .isEqualTo(1);
    }

    @Test
    void articlesOfOneTitleGetNumberedSlugsAlsoWithinOneTransaction() {
        String slug = "title-" + number;

        test.inTransaction(session -> {
            session.persist(similar(session));
            session.persist(similar(session));
        });

        assertThat(test.sql("select slug from $article where title = 'Title " + number + "' order by id"))
                .extracting(row -> row.get(0))
                .containsExactly(slug, slug + "-2", slug + "-3");
    }

    @Test
    void wordsAreCountedAgainWhenTheBodyChanges() {
        assertThat(storedWordCount()).isEqualTo(3);

        change(managed -> managed.setBody("now there are five words"));

        assertThat(storedWordCount()).isEqualTo(5);
    }

    @Test
    void aProfileThatIsThereIsKept() {
        String bio = "Own bio " + number;

        test.inTransaction(session -> {
            Author author = new Author("Somebody with a bio " + number);
            author.setProfile(new Profile(author, bio));
            session.persist(author);
        });

        assertThat(test.number("select count(*) from $profile where bio = '" + bio + "'"))
                .isEqualTo(1);
    }

    @Test
    void aChangeOfAnArticleIsNotNotified() {
        int before = notifications();

        change(managed -> managed.setTitle("Changed " + number));

        assertThat(notifications()).isEqualTo(before);
    }

    @Test
    void aNewArticleIsNotifiedAfterTheCommitOnly() {
        int before = notifications();

        int atTheFlush = test.fromTransaction(session -> {
            session.persist(similar(session));
            session.flush();
            return notifications();
        });

        assertThat(atTheFlush).isEqualTo(before);
        assertThat(notifications()).isEqualTo(before + 1);
    }

    @Test
    void aNewArticleThatIsRolledBackIsNotNotified() {
        int before = notifications();

        test.rolledBack(session -> session.persist(similar(session)));

        assertThat(notifications()).isEqualTo(before);
    }

    @Test
    void updatedAtIsSetWithoutAnySignal() {
        int before = articleSaves();

        change(managed -> managed.setTitle("Changed " + number));

        assertThat(test.<Instant>fromTransaction(session -> updatedAt(session, article)))
                .isEqualTo(NOW);
        assertThat(articleSaves()).isEqualTo(before + 1);
    }

    @Test
    void updatedAtIsNotUndoneByTheNextFlushOfAnInstanceThatDoesNotKnowIt() {
        List<Instant> leftByTheFlush = new ArrayList<>();

        Article stale = test.fromTransaction(session -> {
            Article other = similar(session);
            session.persist(other);
            session.flush();

            // looks before UpdatedAtReceiver writes it again
            Connection look = blog.signals()
                    .postSave()
                    .connect(Article.class, event -> leftByTheFlush.add(updatedAt(session, other)), order(-1));
            other.setTitle("Changed " + number);
            session.flush();
            look.close();
            return other;
        });

        assertThat(stale.getUpdatedAt()).isNull();
        assertThat(leftByTheFlush).containsExactly(NOW);
    }

    @Test
    void theTeaserOfAChangedArticleIsEvictedAfterTheCommit() {
        cacheTeaser();

        test.rolledBack(session -> session.find(Article.class, article.getId()).setBody("rolled back"));
        assertThat(blog.teasers().contains(article.getId())).isTrue();

        change(managed -> managed.setBody("committed"));
        assertThat(blog.teasers().contains(article.getId())).isFalse();
    }

    @Test
    void theTeaserOfADeletedArticleIsEvictedAfterTheCommit() {
        cacheTeaser();

        test.rolledBack(session -> session.remove(session.find(Article.class, article.getId())));
        assertThat(blog.teasers().contains(article.getId())).isTrue();

        test.inTransaction(session -> session.remove(session.find(Article.class, article.getId())));
        assertThat(blog.teasers().contains(article.getId())).isFalse();
    }

    @Test
    void theCoverOfADeletedArticleIsKeptByARollbackAndGoneAfterACommit() {
        test.rolledBack(session -> session.remove(session.find(Article.class, article.getId())));
        assertThat(blog.covers().names()).contains(article.getCoverFile());

        test.inTransaction(session -> session.remove(session.find(Article.class, article.getId())));
        assertThat(blog.covers().names()).doesNotContain(article.getCoverFile());
    }

    @Test
    void tagCountersFollowArticlesThatComeChangeAndGo() {
        Tag tag = test.fromTransaction(session -> {
            Tag made = new Tag("Tag " + number);
            session.persist(made);
            return made;
        });
        assertThat(storedCount(tag)).isZero();

        change(managed -> {
            managed.getTags().add(tag);
            managed.setTitle("Tagged " + number);
        });
        assertThat(storedCount(tag)).isEqualTo(1);

        test.inTransaction(session -> {
            Article other = similar(session);
            other.getTags().add(tag);
            session.persist(other);
        });
        assertThat(storedCount(tag)).isEqualTo(2);

        change(managed -> {
            managed.getTags().clear();
            managed.setTitle("Not tagged " + number);
        });
        assertThat(storedCount(tag)).isEqualTo(1);
    }

    private Article similar(Session session) {
        Article managed = session.find(Article.class, article.getId());
        return new Article(managed.getAuthor(), 2026, "Title " + number, "other words");
    }

    private void change(Consumer<Article> change) {
        test.inTransaction(session -> change.accept(session.find(Article.class, article.getId())));
    }

    private void cacheTeaser() {
        blog.teasers().get(article.getId(), id -> "teaser");
    }

    private int notifications() {
        return blog.outbox().sent().size();
    }

    private int articleSaves() {
        return blog.counter().counts().get(new Kind("post_save", "Article"));
    }

    private long storedWordCount() {
        return test.number("select wordCount from $article where id = " + article.getId());
    }

    private long storedCount(Tag tag) {
        return test.number("select articleCount from $tag where id = " + tag.getId());
    }

    private static Instant updatedAt(Session session, Article article) {
        return session.createSelectionQuery("select updatedAt from Article where id = :id", Instant.class)
                .setParameter("id", article.getId())
                .getSingleResult();
    }
}
