package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class MergeIT {

    private final Database database;
    private final TestFactory factory;

    MergeIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aNewGraphIsAnnouncedOnceEach() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.merge(articleWithComments("1", "2")));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_save Comment new",
                        "pre_save Comment new",
                        "post_save Article created",
                        "post_save Comment created",
                        "post_save Comment created");
    }

    @Test
    void theInstanceIsTheManagedCopy() {
        List<Object> instances = new ArrayList<>();
        factory.signals().preSave().connect(event -> instances.add(event.instance()));
        Note given = new Note("given");

        Note managed = factory.fromTransaction(session -> session.merge(given));

        assertThat(instances).hasSize(1).first().isSameAs(managed).isNotSameAs(given);
    }

    @Test
    void whatAReceiverAddsToCollectionsOfTheManagedCopyIsKept() {
        factory.signals().preSave().connect(Article.class, event -> {
            event.instance().comment("added");
            event.instance().labels.add("added");
        });
        Article given = articleWithComments("given");
        given.labels.add("given");

        Article managed = factory.fromTransaction(session -> session.merge(given));

        assertThat(managed.comments).extracting(comment -> comment.text).containsExactly("given", "added");
        assertThat(factory.count("Comment")).isEqualTo(2);
        assertThat(factory.count("Article_labels")).isEqualTo(2);
        assertThat(given.comments).hasSize(1);
    }

    @Test
    void aDetachedEntityWithoutChangeIsNotAnnounced() {
        Note note = factory.saved(new Note("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.merge(note));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void changesOfADetachedGraphAreAnnouncedBeforeTheFlush() {
        Article article = factory.saved(articleWithComments("1"));
        article.title = "changed";
        article.comments.get(0).text = "changed";
        article.author = new Author("new");
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.merge(article);
            log.add("merged");
        });

        assertThat(log.lines())
                .containsExactly(
                        "merged",
                        "pre_save Author new",
                        "pre_save Comment",
                        "pre_save Article",
                        "post_save Author created",
                        "post_save Comment",
                        "post_save Article");
    }

    @Test
    void newChildrenAndOrphansOfADetachedEntityAreAnnouncedWithTheSameStatements() {
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> {
                    Article article = articleWithComments("1", "2");
                    article.cover = new Cover();
                    compared.saved(article);
                    log.clear();
                    article.comments.remove(0);
                    article.comment("3");
                    article.cover = new Cover();
                    compared.inTransaction(session -> session.merge(article));
                },
                Zoo.entities());

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .containsExactly(
                        "pre_save Comment new",
                        "pre_save Cover new",
                        "pre_delete Comment ORPHAN",
                        "pre_delete Cover ORPHAN",
                        "pre_save Article",
                        "post_save Comment created",
                        "post_save Cover created",
                        "post_save Article",
                        "post_delete Comment",
                        "post_delete Cover");
    }

    @Test
    void anAssignedIdentifierThatExistsIsAChangeAndAnotherOneIsNew() {
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> {
                    compared.saved(new Category("old"));
                    log.clear();
                    compared.inTransaction(session -> {
                        Category existing = new Category("old");
                        existing.text = "changed";
                        session.merge(existing);
                        session.merge(new Category("new"));
                        session.merge(new Category("new"));
                    });
                },
                Zoo.entities());

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .containsExactly(
                        "pre_save Category new",
                        "pre_save Category",
                        "post_save Category created",
                        "post_save Category");
    }

    @Test
    void onlyNewChildrenAreAnnouncedInsideTheCascade() {
        List<String> inside = new ArrayList<>();
        factory.signals()
                .preSave()
                .connect(event -> inside.add(event.sender().getSimpleName() + " " + event.insideCascade()));

        factory.inTransaction(session -> session.merge(articleWithComments("1", "2")));

        assertThat(inside).containsExactly("Article false", "Comment true", "Comment true");
    }

    @Test
    void flushIsRefusedInsideTheCascade() {
        List<Throwable> refusals = new ArrayList<>();
        factory.signals()
                .preSave()
                .connect(
                        Comment.class,
                        event -> refusals.add(
                                catchThrowable(() -> event.session().flush())));

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.merge(articleWithComments("1"));
            session.getTransaction().rollback();
        }

        assertThat(refusals).singleElement().isInstanceOf(HibernateException.class);
    }

    @Test
    void aQueryInsideTheCascadeDoesNotFlush() {
        List<Long> counts = new ArrayList<>();
        factory.signals().preSave().connect(Comment.class, event -> counts.add(countArticles(event)));

        factory.inTransaction(session -> session.merge(articleWithComments("1", "2")));

        assertThat(counts).containsExactly(0L, 0L);
        assertThat(factory.count("Comment")).isEqualTo(2);
    }

    @Test
    void theReceiverOfTheRootMayFlush() {
        factory.signals()
                .preSave()
                .connect(Article.class, event -> event.session().flush());

        factory.inTransaction(session -> {
            Article article = articleWithComments("1");
            article.cover = new Cover();
            article.author = new Author("a");
            session.merge(article);
        });

        assertThat(factory.count("Article")).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(1);
        assertThat(factory.count("Cover")).isEqualTo(1);
        assertThat(factory.count("Author")).isEqualTo(1);
    }

    @Test
    void aReceiverMayMergeInsideTheCascade() {
        assumeQueueOf7("inserts what is referred to first");
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preSave()
                .connect(Comment.class, event -> event.session().merge(new Note("by receiver")));

        factory.inTransaction(session -> session.merge(articleWithComments("1", "2")));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_save Comment new",
                        "pre_save Note new",
                        "pre_save Comment new",
                        "pre_save Note new",
                        "post_save Article created",
                        "post_save Note created",
                        "post_save Comment created",
                        "post_save Note created",
                        "post_save Comment created");
    }

    @Test
    void aReceiverMayMergeInAnotherSessionInsideTheCascade() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preSave()
                .connect(
                        Comment.class,
                        event -> factory.inTransaction(other -> other.merge(new Category(event.instance().text))));

        factory.inTransaction(session -> session.merge(articleWithComments("1", "2")));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_save Comment new",
                        "pre_save Category new",
                        "post_save Category created",
                        "pre_save Comment new",
                        "pre_save Category new",
                        "post_save Category created",
                        "post_save Article created",
                        "post_save Comment created",
                        "post_save Comment created");
    }

    @Test
    void aReceiverMayMergeWhileAnEntityIsPersisted() {
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> event.instance().author = event.session().merge(new Author("by receiver")));

        factory.inTransaction(session -> session.persist(new Article("x")));

        assertThat(factory.count("Author")).isEqualTo(1);
        assertThat(factory.sql("select author_id from Article")).isNotNull();
    }

    @Test
    void aReceiverMayRemoveOthersInsideTheCascade() {
        Article old = factory.saved(articleWithComments("old"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preSave()
                .connect(
                        Comment.class,
                        event -> event.session().remove(event.session().find(Article.class, old.id)));

        factory.inTransaction(session -> session.merge(articleWithComments("1")));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_save Comment new",
                        "pre_delete Comment CASCADE",
                        "pre_delete Article EXPLICIT",
                        "post_save Article created",
                        "post_save Comment created",
                        "post_delete Comment",
                        "post_delete Article");
    }

    @Test
    void aReceiverThatThrowsInsideTheCascadeLeavesTheSessionUsableAfterTheRollback() {
        AtomicBoolean refusing = new AtomicBoolean(true);
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Comment.class, event -> {
            if (refusing.getAndSet(false)) {
                throw new IllegalStateException("refused");
            }
            log.add("inside " + event.insideCascade());
        });
        factory.signals().postSave().connect(log::add);

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> session.merge(articleWithComments("1"))).hasMessageContaining("refused");
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.persist(articleWithComments("1"));
            session.getTransaction().commit();
        }

        assertThat(log.lines())
                .containsExactly("inside false", "post_save Article created", "post_save Comment created");
    }

    @Test
    void aRemovedEntityIsRefusedAsWithoutTheLibrary() {
        Note note = factory.saved(new Note("n"));
        EventLog log = EventLog.of(factory.signals());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Note managed = session.find(Note.class, note.id);
            session.remove(managed);
            assertThatThrownBy(() -> session.merge(managed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("deleted instance passed to merge");
            session.getTransaction().rollback();
        }

        assertThat(log.lines()).containsExactly("pre_delete Note EXPLICIT");
    }

    private static Article articleWithComments(String... texts) {
        Article article = new Article("t");
        for (String text : texts) {
            article.comment(text);
        }
        return article;
    }

    private static Long countArticles(PreSave<?> event) {
        return event.session()
                .createSelectionQuery("select count(*) from Article", Long.class)
                .getSingleResult();
    }
}
