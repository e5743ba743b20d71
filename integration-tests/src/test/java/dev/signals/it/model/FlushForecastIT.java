package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a query announces: all that its flush writes, and nothing if it will not flush. */
@OnEveryDatabase
class FlushForecastIT {

    private final TestFactory factory;

    FlushForecastIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aNewEntityWithACollectionDoesNotMakeAnUnrelatedQueryAnnounceChanges() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.persist(new Article("new"));
            query(session, Note.class);
            log.add("queried");
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "queried",
                        "pre_save Author",
                        "post_save Article created",
                        "post_save Author");
    }

    @Test
    void pitfall9_aChangeIsAnnouncedOnceAndNotOncePerQuery() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            for (int i = 0; i < 3; i++) {
                query(session, Author.class);
                log.add("queried");
            }
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "queried", "queried", "queried");
    }

    @Test
    void pitfall9_aChangeThatAnUnrelatedQueryDoesNotWriteIsNotAnnouncedByIt() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            query(session, Note.class);
            query(session, Note.class);
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("queried", "pre_save Author", "post_save Author");
    }

    @Test
    void aChangeTakenBackAfterAnUnrelatedQueryIsNeverAnnounced() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Author managed = session.find(Author.class, author.id);
            managed.name = "b";
            query(session, Note.class);
            session.refresh(managed);
        });

        assertThat(log.lines()).isEmpty();
        assertThat(factory.sql("select name from Author")).isEqualTo("a");
    }

    @Test
    void theOwnerOfAnOrphanWhoseTableIsQueriedIsAnnouncedToo() {
        Article article = new Article("t");
        article.cover = new Cover();
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).cover = null;
            query(session, Cover.class);
            log.add("queried");
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Cover ORPHAN",
                        "pre_save Article",
                        "post_save Article",
                        "post_delete Cover",
                        "queried");
    }

    @Test
    void theOwnerOfANewEntityWhoseTableIsQueriedIsAnnouncedToo() {
        Article article = factory.saved(new Article("t"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Article.class, event -> event.instance().slug = "set");

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.title = "changed";
            managed.author = new Author("new");
            query(session, Author.class);
            log.add("queried");
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new",
                        "pre_save Article",
                        "post_save Author created",
                        "post_save Article",
                        "queried");
        assertThat(factory.sql("select slug from Article")).isEqualTo("set");
    }

    @Test
    void aNewEntityReachedByCascadeThatAQueryDoesNotWriteIsStillWrittenAtTheCommit() {
        Article article = factory.saved(new Article("t"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).comment("new");
            query(session, Note.class);
            log.add("queried");
        });

        assertThat(log.lines())
                .containsOnlyOnce("pre_save Comment new", "post_save Comment created")
                .endsWith("post_save Comment created");
        assertThat(factory.count("Comment")).isEqualTo(1);
    }

    @Test
    void aNewChildIsAnnouncedOnceByTheQueryThatWritesIt() {
        Article article = factory.saved(new Article("t"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).comment("new");
            query(session, Comment.class);
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Comment new", "post_save Comment created", "queried");
    }

    @Test
    void anOrphanIsAnnouncedOnceByTheQueryThatDeletesIt() {
        Article article = new Article("t");
        article.comment("1");
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).comments.clear();
            query(session, Comment.class);
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_delete Comment ORPHAN", "post_delete Comment", "queried");
    }

    @Test
    void aReplacedManyToManyWhoseTableIsQueriedFlushesOtherChangesWithPreSave() {
        Article article = factory.saved(new Article("t"));
        Tag tag = factory.saved(new Tag());
        Note note = factory.saved(new Note("n"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            session.find(Note.class, note.id).text = "changed";
            managed.tags = new ArrayList<>(List.of(session.find(Tag.class, tag.id)));
            queryTable(session, "Article_Tag");
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Note", "post_save Note", "queried");
    }

    @Test
    void aReplacedElementCollectionWhoseTableIsQueriedFlushesOtherChangesWithPreSave() {
        Article article = factory.saved(new Article("t"));
        Note note = factory.saved(new Note("n"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            session.find(Note.class, note.id).text = "changed";
            managed.labels = new ArrayList<>(List.of("x"));
            queryTable(session, "Article_labels");
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Note", "post_save Note", "queried");
    }

    @Test
    void aNewEntityAsParameterIsAnnouncedBeforeTheQueryWritesIt() {
        Article article = factory.saved(new Article("t"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.author = new Author("n");
            session.createSelectionQuery("from Article where author = :author", Article.class)
                    .setParameter("author", managed.author)
                    .getResultList();
            log.add("queried");
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new",
                        "pre_save Article",
                        "post_save Author created",
                        "post_save Article",
                        "queried");
    }

    @Test
    void aNativeQueryAnnouncesWhatItFlushes() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            queryTable(session, "Author");
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "queried");
    }

    @Test
    void aBulkUpdateOfTheOwnTableAnnouncesWhatItFlushes() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.createMutationQuery("update Note set text = 'x'").executeUpdate();
            log.add("other table");
            session.createMutationQuery("update Author set revision = 3").executeUpdate();
            log.add("own table");
        });

        assertThat(log.lines()).containsExactly("other table", "pre_save Author", "post_save Author", "own table");
    }

    @Test
    void theResultStreamOfAQueryAnnouncesWhatItFlushes() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.createSelectionQuery("from Author", Author.class)
                    .getResultStream()
                    .forEach(each -> log.add("read " + each.name));
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "read b");
    }

    @Test
    void aQueryToldNotToFlushAnnouncesNothing() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.createSelectionQuery("from Author", Author.class)
                    .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                    .getResultList();
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("queried", "pre_save Author", "post_save Author");
    }

    @Test
    void aQueryToldToFlushAnnouncesChangesOfOtherTables() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            session.createSelectionQuery("from Note", Note.class)
                    .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.ALWAYS)
                    .getResultList();
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "queried");
    }

    @Test
    void aNewReferenceReplacedAfterAQueryIsWrittenWithoutAnExtraSelect() {
        Article article = factory.saved(new Article("t"));
        EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.category = new Category("first");
            query(session, Article.class);
            managed.category = new Category("second");
        });

        assertThat(factory.statements().all())
                .containsExactly(
                        "select article",
                        "insert category",
                        "update article",
                        "select article",
                        "insert category",
                        "update article");
    }

    @Test
    void askingWhetherTheSessionIsDirtyAnnouncesNothing() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "b";
            assertThat(session.isDirty()).isTrue();
            log.add("asked");
        });

        assertThat(log.lines()).containsExactly("asked", "pre_save Author", "post_save Author");
    }

    private static void query(Session session, Class<?> entity) {
        session.createSelectionQuery("from " + entity.getSimpleName(), entity).getResultList();
    }

    private static void queryTable(Session session, String table) {
        session.createNativeQuery("select count(*) from " + table, Long.class)
                .addSynchronizedQuerySpace(table)
                .getSingleResult();
    }
}
