package dev.signals.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Tag;
import dev.signals.examples.blog.receivers.SlugReceiver;
import dev.signals.examples.outbox.indexer.LuceneIndex;
import dev.signals.examples.outbox.indexer.SearchableIndex;
import dev.signals.examples.outbox.shared.Announcement;
import dev.signals.examples.outbox.shared.ArticleText;
import dev.signals.examples.outbox.shared.SharedBlog;
import dev.signals.outbox.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The receivers in one process, which writes and makes the calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexFollowsRowsTest {

    private SessionFactory factory;
    private BlogRows rows;
    private LuceneIndex index;
    private WatchedIndex watched;
    private SearchableIndex searchable;
    private int number;
    private long articleId;

    @BeforeAll
    void open(@TempDir Path directory) {
        factory = SharedBlog.create("jdbc:h2:mem:outbox");
        rows = new BlogRows(factory);
        index = LuceneIndex.open(directory);
        searchable = new SearchableIndex(directory);
        SharedBlog.connect(factory, new SlugReceiver());
        watched = new WatchedIndex(index);
        SharedBlog.connectDurable(factory, watched);
        Outbox.of(factory).start();
    }

    @AfterAll
    void close() {
        factory.close();
        index.close();
    }

    @BeforeEach
    void publish() {
        number++;
        commit(session -> {
            Author author = new Author("Author " + number);
            session.persist(author);
            Article article = new Article(author, 2026, "Whales", "They sing under water.");
            article.getTags().add(tag("sea", session));
            session.persist(article);
            articleId = Objects.requireNonNull(article.getId());
        });
    }

    @Test
    void aNewArticleIsFoundByItsText() {
        assertThat(found("under water")).isTrue();
        assertThat(found("water under")).isFalse();
        assertIndexHasTheRows();
    }

    @Test
    void aChangedArticleIsFoundByItsNewTextOnly() {
        change(article -> article.setBody("They hum."));

        assertThat(found("they hum")).isTrue();
        assertThat(found("they sing")).isFalse();
        assertIndexHasTheRows();
    }

    @Test
    void aChangeOfNothingButTagsIsIndexed() {
        commit(session -> session.find(Article.class, articleId).getTags().add(tag("song", session)));

        assertThat(document().orElseThrow().tags()).containsExactly("sea " + number, "song " + number);
        assertIndexHasTheRows();
    }

    @Test
    void aDeletedArticleLosesItsDocument() {
        commit(session -> session.remove(session.find(Article.class, articleId)));

        assertThat(document()).isEmpty();
        assertIndexHasTheRows();
    }

    @Test
    void aChangeThatIsRolledBackIsNotIndexed() {
        factory.inSession(session -> {
            session.beginTransaction();
            session.find(Article.class, articleId).setTitle("Wales");
            session.flush();
            session.getTransaction().rollback();
        });
        awaitCalls();

        assertThat(document().orElseThrow().title()).isEqualTo("Whales");
    }

    @Test
    void aCallThatIsMadeAgainChangesNothing() {
        List<ArticleText> before = searchable.all();

        index.put(document().orElseThrow());

        assertThat(searchable.all()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void callsForOneArticleAreMadeOneAfterTheOther() {
        for (int i = 0; i < 20; i++) {
            String body = "Body " + i;
            factory.inTransaction(
                    session -> session.find(Article.class, articleId).setBody(body));
        }
        awaitCalls();

        assertThat(watched.mostThreadsAtOneArticle()).isEqualTo(1);
        assertIndexHasTheRows();
    }

    @Test
    void aNewArticleIsAnnouncedOnceAndAChangedOneIsNot() {
        int before = rows.announcements();

        change(article -> article.setTitle("Wales"));

        assertThat(rows.announcements()).isEqualTo(before);
        assertThat(wrongAnnouncements()).isEmpty();
    }

    @Test
    void anAnnouncementThatIsThereTwiceOrMissingIsReported() {
        factory.inTransaction(session -> session.createMutationQuery("delete from Announcement where articleId = :id")
                .setParameter("id", articleId)
                .executeUpdate());
        assertThat(wrongAnnouncements()).containsExactly("article " + articleId + " is not announced");

        factory.inTransaction(session -> {
            session.persist(new Announcement(articleId, "once"));
            session.persist(new Announcement(articleId, "twice"));
        });
        assertThat(wrongAnnouncements()).containsExactly("article " + articleId + " is announced more than once");
    }

    private List<String> wrongAnnouncements() {
        return rows.wrongAnnouncements().stream()
                .filter(each -> each.startsWith("article " + articleId + " "))
                .toList();
    }

    private void assertIndexHasTheRows() {
        assertThat(Comparison.differences(rows.articles(), searchable.all())).isEmpty();
    }

    private boolean found(String words) {
        return searchable.withPhrase(words).stream().anyMatch(text -> text.id() == articleId);
    }

    private Optional<ArticleText> document() {
        return searchable.all().stream().filter(text -> text.id() == articleId).findAny();
    }

    private void change(Consumer<Article> change) {
        commit(session -> change.accept(session.find(Article.class, articleId)));
    }

    private void commit(Consumer<Session> work) {
        factory.inTransaction(work);
        awaitCalls();
    }

    private void awaitCalls() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> rows.pendingCalls() == 0);
    }

    private Tag tag(String name, Session session) {
        Tag tag = new Tag(name + " " + number);
        session.persist(tag);
        return tag;
    }
}
