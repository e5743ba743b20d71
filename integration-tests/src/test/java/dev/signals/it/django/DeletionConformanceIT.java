package dev.signals.it.django;

import static dev.signals.it.django.Links.factory;
import static dev.signals.it.django.Links.remove;
import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Category;
import dev.signals.it.django.Blog.Comment;
import dev.signals.it.django.Blog.Licence;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.django.Links.Label;
import dev.signals.it.django.Links.Node;
import dev.signals.it.django.Links.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of {@code docs/django.md} about deletions that neither a trace nor a test about something larger shows. */
@OnEveryDatabase
class DeletionConformanceIT {

    private final Database database;
    private final TestFactory factory;

    DeletionConformanceIT(Database database) {
        this.database = database;
        factory = factory(database);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void d03_whatIsCascadedToComesFirstAlsoIfItsReferenceIsNullable() {
        Author author = factory.saved(new Author("ann"));
        Article article = new Article("a");
        article.author = author;
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());

        remove(factory, Author.class, author.id);

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Article CASCADE",
                        "pre_delete Author EXPLICIT",
                        "post_delete Article",
                        "post_delete Author");
    }

    @Test
    void d04_aCircleIsAnnouncedOnceEach() {
        Node first = new Node();
        factory.inTransaction(session -> {
            Node second = new Node();
            session.persist(first);
            session.persist(second);
            first.next = second;
            second.next = first;
        });
        EventLog log = EventLog.of(factory.signals());

        remove(factory, Node.class, first.id);

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Node EXPLICIT", "pre_delete Node CASCADE", "post_delete Node", "post_delete Node");
        assertThat(factory.count("Node")).isZero();
    }

    @Test
    void d06_theRowOfTheParentIsGoneWhenPostDeleteOfTheChildIsSent() {
        Article article = factory.saved(new Article("a"));
        factory.saved(new Comment(article, "c"));
        List<String> rows = new ArrayList<>();
        factory.signals().preDelete().connect(event -> rows.add(articles(event)));
        factory.signals().postDelete().connect(event -> rows.add(articles(event)));

        remove(factory, Article.class, article.id);

        assertThat(rows).containsExactly("Comment 1", "Article 1", "Comment 0", "Article 0");
    }

    @Test
    void d14_whatTheDatabaseIsToSetToNullMustNotBeLoadedInTheSameSession() {
        Category category = factory.saved(new Category("c"));
        Article article = new Article("a");
        article.category = category;
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.find(Article.class, article.id);
                    session.remove(session.find(Category.class, category.id));
                }))
                .hasStackTraceContaining("references an unsaved transient instance");

        assertThat(log.lines()).containsExactly("pre_delete Category EXPLICIT");
    }

    @Test
    void d15_aProtectedRowFailsInTheFlushAfterPreDelete() {
        Article article = factory.saved(new Article("a"));
        factory.saved(new Licence(article));
        EventLog log = EventLog.of(factory.signals());

        assertThatThrownBy(() -> remove(factory, Article.class, article.id))
                .hasStackTraceContaining(ConstraintViolationException.class.getName());

        assertThat(log.lines()).containsExactly("pre_delete Article EXPLICIT");
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void d16_whatIsNotCascadedToIsNotAnnounced() {
        Tag tag = factory.saved(new Tag("t"));
        Note note = new Note();
        note.tag = tag;
        factory.saved(note);
        EventLog log = EventLog.of(factory.signals());

        remove(factory, Tag.class, tag.id);

        assertThat(log.lines()).containsExactly("pre_delete Tag EXPLICIT", "post_delete Tag");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void d17_whatTheDatabaseDeletesIsNotAnnouncedWhoeverListens() {
        Tag tag = factory.saved(new Tag("t"));
        Label label = new Label();
        label.tag = tag;
        factory.saved(label);
        EventLog log = EventLog.of(factory.signals());

        remove(factory, Tag.class, tag.id);

        assertThat(log.lines()).containsExactly("pre_delete Tag EXPLICIT", "post_delete Tag");
        assertThat(factory.count("Label")).isZero();
    }

    @Test
    void d19_aChildThatPreDeleteAddsToTheCollectionIsAnnouncedAndDeletedToo() {
        assumeQueueOf7("refuses a new row that refers to a removed one");
        Article article = factory.saved(new Article("a"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preDelete().connect(Article.class, event -> {
            Comment late = new Comment(event.instance(), "late");
            event.instance().comments.add(late);
            event.session().persist(late);
        });

        remove(factory, Article.class, article.id);

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Article EXPLICIT",
                        "pre_save Comment new",
                        "pre_delete Comment CASCADE",
                        "post_save Comment created",
                        "post_delete Article",
                        "post_delete Comment");
        assertThat(factory.count("Comment")).isZero();
    }

    /** How many articles there are for this event, asked past Hibernate's flush. */
    private static String articles(ModelEvent<?> event) {
        int count = event.session().doReturningWork(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from Article")) {
                rows.next();
                return rows.getInt(1);
            }
        });
        return event.sender().getSimpleName() + " " + count;
    }
}
