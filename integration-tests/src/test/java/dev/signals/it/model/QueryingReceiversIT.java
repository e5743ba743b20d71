package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Audit;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that query while they are called. */
@OnEveryDatabase
class QueryingReceiversIT {

    private final TestFactory factory;

    QueryingReceiversIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aQueryOfTheOwnTableDoesNotAnnounceTheChangedEntityAgain() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Author.class, event -> {
            count(event, Author.class);
            event.instance().revision++;
        });

        factory.inTransaction(session -> session.find(Author.class, author.id).name = "b");

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author");
        assertThat(factory.sql("select revision from Author")).isEqualTo(1);
    }

    @Test
    void aQueryOfTheOwnTableCausesNoSecondUpdate() {
        Author author = factory.saved(new Author("a"));
        factory.signals().preSave().connect(Author.class, event -> {
            count(event, Author.class);
            event.instance().name = "by receiver";
        });

        factory.inTransaction(session -> session.find(Author.class, author.id).name = "b");

        assertThat(factory.statements().writes()).containsExactly("update author");
        assertThat(factory.sql("select name from Author")).isEqualTo("by receiver");
    }

    @Test
    void aQueryThatFlushesAnotherEntityDoesNotAnnounceTheChangedOneAgain() {
        Author author = factory.saved(new Author("a"));
        Note note = factory.saved(new Note("n"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Author.class, event -> {
            count(event, Note.class);
            event.instance().revision++;
        });

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.find(Note.class, note.id).text = "m";
        });

        assertThat(log.lines())
                .containsExactlyInAnyOrder("pre_save Author", "pre_save Note", "post_save Note", "post_save Author");
        assertThat(factory.sql("select revision from Author")).isEqualTo(1);
    }

    @Test
    void allReceiversSeeAChangedEntityBeforeItIsAnnouncedAsSaved() {
        Author author = factory.saved(new Author("a"));
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Author.class, event -> {
            log.add("first");
            count(event, Author.class);
        });
        factory.signals().preSave().connect(Author.class, event -> log.add("second"));
        factory.signals().postSave().connect(Author.class, event -> log.add("saved"));

        factory.inTransaction(session -> session.find(Author.class, author.id).name = "b");

        assertThat(log.lines()).containsExactly("first", "second", "saved");
    }

    @Test
    void receiversOfChangedSiblingsAreCalledOneAfterTheOther() {
        factory.inTransaction(session -> {
            session.persist(new Note("1"));
            session.persist(new Note("2"));
            session.persist(new Note("3"));
        });
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Note.class, event -> {
            log.add("begin " + event.instance().text);
            count(event, Note.class);
            log.add("end " + event.instance().text);
        });

        factory.inTransaction(session -> session.createSelectionQuery("from Note order by id", Note.class)
                .getResultList()
                .forEach(note -> note.text += "x"));

        assertThat(log.lines()).containsExactly("begin 1x", "end 1x", "begin 2x", "end 2x", "begin 3x", "end 3x");
    }

    @Test
    void receiversOfNewSiblingsAreCalledOneAfterTheOther() {
        Article article = factory.saved(new Article("t"));
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Comment.class, event -> {
            log.add("begin " + event.instance().text);
            count(event, Comment.class);
            log.add("end " + event.instance().text);
        });

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.comment("1");
            managed.comment("2");
            managed.comment("3");
        });

        assertThat(log.lines()).containsExactly("begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3");
    }

    @Test
    void aThousandChangedEntitiesWithAReceiverThatQueriesDoNotNest() {
        factory.inTransaction(session -> {
            for (int i = 0; i < 1_000; i++) {
                session.persist(new Author("a"));
            }
        });
        Nesting nesting = new Nesting();
        factory.signals().preSave().connect(Author.class, event -> nesting.within(() -> count(event, Author.class)));

        factory.inTransaction(session -> session.createSelectionQuery("from Author", Author.class)
                .getResultList()
                .forEach(author -> author.name = "b"));

        assertThat(nesting.calls).isEqualTo(1_000);
        assertThat(nesting.deepest).isEqualTo(1);
        assertThat(factory.sql("select count(*) from Author where name = 'b'")).isEqualTo(1_000L);
    }

    @Test
    void eightHundredNewChildrenWithAReceiverThatQueriesDoNotNest() {
        Article article = factory.saved(new Article("t"));
        Nesting nesting = new Nesting();
        factory.signals().preSave().connect(Comment.class, event -> nesting.within(() -> count(event, Comment.class)));

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            for (int i = 0; i < 800; i++) {
                managed.comment("c");
            }
        });

        assertThat(nesting.calls).isEqualTo(800);
        assertThat(nesting.deepest).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(800);
    }

    @Test
    void aRowThatRefersToTheEntityBeingAnnouncedDoesNotWriteItBeforeItsLaterReceivers() {
        factory.signals()
                .preSave()
                .connect(Article.class, event -> event.session().persist(new Audit(event.instance())));
        factory.signals().preSave().connect(Article.class, event -> {
            count(event, Audit.class);
            event.instance().slug = "set after the query";
        });

        factory.inTransaction(session -> session.persist(new Article("a")));

        assertThat(factory.statements().writes()).doesNotContain("update article");
        assertThat(factory.sql("select slug from Article")).isEqualTo("set after the query");
        assertThat(factory.sql("select article_id from Audit")).isNotNull();
    }

    @Test
    void aRowThatRefersToTheParentDoesNotDisturbAReceiverOfTheChildThatQueries() {
        factory.signals()
                .preSave()
                .connect(Article.class, event -> event.session().persist(new Audit(event.instance())));
        factory.signals().preSave().connect(Comment.class, event -> count(event, Comment.class));

        factory.inTransaction(session -> {
            Article article = new Article("a");
            article.comment("c");
            session.persist(article);
        });

        assertThat(factory.count("Audit")).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(1);
    }

    @Test
    void aReceiverThatQueriesTheTableOfAnOrphanDoesNotDeleteItYet() {
        Article article = new Article("t");
        article.comment("1");
        factory.saved(article);
        EventLog log = new EventLog();
        factory.signals().preDelete().connect(Comment.class, event -> log.add("rows " + count(event, Comment.class)));
        factory.signals().preDelete().connect(Comment.class, event -> log.add("second"));
        factory.signals().postDelete().connect(Comment.class, event -> log.add("deleted"));

        factory.inTransaction(
                session -> session.find(Article.class, article.id).comments.clear());

        assertThat(log.lines()).containsExactly("rows 1", "second", "deleted");
    }

    @Test
    void aReceiverThatQueriesBeforeTheRemovalOfAnOrphanLeavesTheFlushModeAsItWas() {
        Article article = new Article("t");
        article.comment("1");
        factory.saved(article);
        EventLog log = new EventLog();
        factory.signals().preDelete().connect(Comment.class, event -> {
            log.add("rows " + count(event, Comment.class));
            log.add("" + event.session().getHibernateFlushMode());
        });

        factory.inTransaction(session ->
                session.remove(session.find(Article.class, article.id).comments.remove(0)));

        assertThat(log.lines()).containsExactly("rows 1", "AUTO");
    }

    @Test
    void aReceiverThatQueriesBeforeARemovalFindsNoOrphansOfOthers() {
        Article article = new Article("t");
        article.comment("1");
        factory.saved(article);
        Article other = factory.saved(new Article("other"));
        EventLog log = new EventLog();
        factory.signals().preDelete().connect(Article.class, event -> log.add("rows " + count(event, Comment.class)));

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).comments.clear();
            session.remove(session.find(Article.class, other.id));
        });

        assertThat(log.lines()).containsExactly("rows 0");
    }

    @Test
    void queriesOfReceiversDuringARemovalDoNotDeleteHalfOfIt() {
        Article article = new Article("t");
        article.comment("1");
        article.comment("2");
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preDelete().connect(event -> {
            count(event, Comment.class);
            count(event, Article.class);
        });

        factory.inTransaction(session -> session.remove(session.find(Article.class, article.id)));

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Comment CASCADE",
                        "pre_delete Comment CASCADE",
                        "pre_delete Article EXPLICIT",
                        "post_delete Comment",
                        "post_delete Comment",
                        "post_delete Article");
    }

    private static long count(ModelEvent<?> event, Class<?> entity) {
        return event.session()
                .createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }

    /** How deep calls of receivers lie in each other. */
    private static final class Nesting {
        int calls;
        int deepest;
        private int depth;

        void within(Runnable work) {
            calls++;
            deepest = Math.max(deepest, ++depth);
            work.run();
            depth--;
        }
    }
}
