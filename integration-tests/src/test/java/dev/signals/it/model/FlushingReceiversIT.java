package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that flush, load and extend the graph while they are called. */
@OnEveryDatabase
class FlushingReceiversIT {

    private final TestFactory factory;

    FlushingReceiversIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aNewEntityThatAManagedOneRefersToMayBeFlushedByItsReceiver() {
        Article article = factory.saved(new Article("t"));
        factory.signals()
                .preSave()
                .connect(Author.class, event -> event.session().flush());

        factory.inTransaction(session -> session.find(Article.class, article.id).author = new Author("new"));

        assertThat(factory.count("Author")).isEqualTo(1);
        assertThat(factory.sql("select author_id from Article")).isNotNull();
    }

    @Test
    void aReferenceToANewEntityIsWrittenAfterTheFlushOfItsReceiverAndOtherChangesWithThatFlush() {
        Article article = factory.saved(new Article("t"));
        List<Object> seen = new ArrayList<>();
        factory.signals().preSave().connect(Author.class, event -> {
            Article managed = event.session().find(Article.class, article.id);
            managed.author = event.instance();
            managed.title = "changed";
            event.session().flush();
            seen.add(event.session()
                    .createNativeQuery("select title from Article where author_id is null", String.class)
                    .getSingleResult());
            seen.add(managed.author);
        });
        Author author = new Author("new");

        factory.inTransaction(session -> session.persist(author));

        assertThat(seen).containsExactly("changed", author);
        assertThat(factory.sql("select author_id from Article")).isEqualTo(author.id);
    }

    @Test
    void aReferenceThatIsWrittenLaterThanAFlushOfAReceiverMayBeChangedAgain() {
        Article article = factory.saved(new Article("t"));
        factory.signals()
                .preSave()
                .connect(Author.class, event -> event.session().flush());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.author = new Author("new");
            session.flush();
            managed.author = null;
        });

        assertThat(factory.count("Author")).isEqualTo(1);
        assertThat(factory.sql("select count(*) from Article where author_id is null"))
                .isEqualTo(1L);
    }

    @Test
    void aReferenceIsBackAfterAFlushOfAReceiverHasFailed() {
        Article article = factory.saved(new Article("t"));
        factory.signals().preSave().connect(Author.class, event -> {
            event.session().persist(new Category(null));
            event.session().flush();
        });
        List<Article> changed = new ArrayList<>();

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    changed.add(session.find(Article.class, article.id));
                    changed.get(0).author = new Author("new");
                }))
                .isInstanceOf(HibernateException.class);

        assertThat(changed.get(0).author).isNotNull();
    }

    @Test
    void aReceiverMayFlushWhileAdditionsWaitInAnUnloadedCollection() {
        Article article = factory.saved(new Article("t"));
        factory.signals().preSave().connect(Comment.class, event -> {
            event.session().flush();
            event.instance().text += "!";
        });

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.comment("1");
            managed.comment("2");
        });

        assertThat(factory.sql("select count(*) from Comment where text like '%!'"))
                .isEqualTo(2L);
        assertThat(factory.count("Comment")).isEqualTo(2);
    }

    @Test
    void aReceiverMayLoadTheCollectionInWhichAdditionsWait() {
        Article article = factory.saved(new Article("t"));
        factory.signals()
                .preSave()
                .connect(
                        Comment.class,
                        event -> event.instance().article.comments.size());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.comment("1");
            managed.comment("2");
        });

        assertThat(factory.count("Comment")).isEqualTo(2);
    }

    @Test
    void aReceiverMayFlushWhileAGraphIsPersisted() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(event -> event.session().flush());

        factory.inTransaction(session -> {
            Article article = new Article("x");
            article.comment("1");
            article.cover = new Cover();
            article.author = new Author("y");
            session.persist(article);
        });

        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("pre_save"))
                .containsExactlyInAnyOrder(
                        "pre_save Article new", "pre_save Comment new", "pre_save Cover new", "pre_save Author new");
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("post_save"))
                .containsExactlyInAnyOrder(
                        "post_save Article created",
                        "post_save Comment created",
                        "post_save Cover created",
                        "post_save Author created");
    }

    @Test
    void aReceiverMayFlushWhileAnOrphanIsAnnounced() {
        Article article = new Article("t");
        article.comment("1");
        article.comment("2");
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preDelete()
                .connect(Comment.class, event -> event.session().flush());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.comments.remove(0);
            managed.comment("3");
            managed.title = "x";
        });

        assertThat(log.lines())
                .containsExactlyInAnyOrder(
                        "pre_save Comment new",
                        "pre_delete Comment ORPHAN",
                        "pre_save Article",
                        "post_save Comment created",
                        "post_save Article",
                        "post_delete Comment");
    }

    @Test
    void aReceiverMayAddASiblingWhileTheGraphIsPersisted() {
        factory.signals().preSave().connect(Comment.class, this::addASiblingToTheFirst);

        factory.inTransaction(session -> {
            Article article = new Article("t");
            article.comment("1");
            article.comment("2");
            session.persist(article);
        });

        assertThat(factory.count("Comment")).isEqualTo(3);
    }

    @Test
    void aReceiverMayAddASiblingToALoadedCollectionBeforeTheFlush() {
        Article article = factory.saved(new Article("t"));
        factory.signals().preSave().connect(Comment.class, this::addASiblingToTheFirst);

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.comments.size();
            managed.comment("1");
            managed.comment("2");
        });

        assertThat(factory.count("Comment")).isEqualTo(3);
    }

    @Test
    void aReceiverMayTakeARemovedChildOutOfTheCollectionOfItsParent() {
        Article article = new Article("t");
        article.comment("1");
        article.comment("2");
        article.comment("3");
        factory.saved(article);
        factory.signals()
                .preDelete()
                .connect(
                        Comment.class,
                        event -> event.instance().article.comments.remove(event.instance()));

        factory.inTransaction(session -> session.remove(session.find(Article.class, article.id)));

        assertThat(factory.count("Comment")).isZero();
    }

    @Test
    void aQueryOfPostSaveDoesNotChangeTheOrderOfTheAnnouncements() {
        List<String> texts = new ArrayList<>();
        factory.signals().postSave().connect(Note.class, event -> {
            texts.add(event.instance().text);
            if (event.instance().text.equals("1")) {
                event.session().persist(new Note("3"));
                count(event, Note.class);
                event.instance().text = "1b";
                event.session().flush();
            }
        });

        factory.inTransaction(session -> {
            session.persist(new Note("1"));
            session.persist(new Note("2"));
        });

        assertThat(texts).containsExactly("1", "2", "3", "1b");
    }

    private void addASiblingToTheFirst(ModelEvent<Comment> event) {
        if (event.instance().text.equals("1")) {
            event.instance().article.comment("extra");
        }
    }

    private static long count(ModelEvent<?> event, Class<?> entity) {
        return event.session()
                .createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }
}
