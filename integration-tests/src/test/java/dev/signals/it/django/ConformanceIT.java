package dev.signals.it.django;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Category;
import dev.signals.it.django.Blog.Comment;
import dev.signals.it.django.Blog.Licence;
import dev.signals.it.django.Blog.NewsArticle;
import dev.signals.it.django.Blog.Profile;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of {@code docs/django.md} that neither a trace nor a test about something larger shows. */
@OnEveryDatabase
class ConformanceIT {

    /** One of a circle of rows. */
    @Entity(name = "Node")
    static class Node {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @OneToOne(cascade = CascadeType.REMOVE)
        @Nullable
        Node next;
    }

    /** Left alone when its tag is deleted. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable
        Tag tag;
    }

    /** Deleted by the database with its tag. */
    @Entity(name = "Label")
    static class Label {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Tag tag;
    }

    /** Its row is inserted by {@code persist}. */
    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @ManyToOne
        @Nullable
        Tag tag;
    }

    private final Database database;
    private final TestFactory factory;

    ConformanceIT(Database database) {
        this.database = database;
        List<Class<?>> entities = new ArrayList<>(List.of(Blog.entities()));
        entities.addAll(List.of(Node.class, Note.class, Label.class, Line.class));
        factory = TestFactory.of(database, entities.toArray(Class<?>[]::new));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void b04_queriesForValuesAndNumbersLoadNoEntityAndAnnounceNone() {
        saved(new Tag("t"));
        List<Object> announced = new ArrayList<>();
        factory.signals().preInit().connect(announced::add);
        factory.signals().postInit().connect(announced::add);

        factory.inTransaction(session -> {
            assertThat(session.createSelectionQuery("select name from Tag", String.class)
                            .getResultList())
                    .containsExactly("t");
            assertThat(session.createSelectionQuery("select count(*) from Tag", Long.class)
                            .getSingleResult())
                    .isEqualTo(1L);
            assertThat(announced).isEmpty();
            session.createSelectionQuery("from Tag", Tag.class).getResultList();
        });

        assertThat(announced).hasSize(2);
    }

    @Test
    void b08_aNewEntityIsAnnouncedOnceAlthoughWhatItRefersToIsPersistedAfterIt() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article article = new Article("a");
            article.author = new Author("ann");
            session.persist(article);
            session.persist(article.author);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_save Author new",
                        "post_save Article created",
                        "post_save Author created");
        assertThat(factory.sql("select author_id from Article")).isEqualTo(1L);
    }

    @Test
    void b08_soIsOneWhoseRowIsWrittenAtOnce() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Line line = new Line();
            line.tag = new Tag("t");
            session.persist(line);
            session.persist(line.tag);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Line new", "pre_save Tag new", "post_save Line created", "post_save Tag created");
        assertThat(factory.sql("select tag_id from Line")).isEqualTo(201L);
    }

    @Test
    void b10_persistIsAnInsertEvenIfTheKeyIsTaken() {
        saved(new Tag("t"));
        EventLog log = EventLog.of(factory.signals());
        Tag same = new Tag("u");
        same.id = 201L;

        assertThatThrownBy(() -> saved(same)).hasStackTraceContaining(ConstraintViolationException.class.getName());

        assertThat(log.lines()).containsExactly("pre_save Tag new");
    }

    @Test
    void b25_rowsOfAJoinTableAreNotAnnounced() {
        Tag tag = saved(new Tag("t"));
        EventLog log = EventLog.of(factory.signals());

        Article article = factory.fromTransaction(session -> {
            Article made = new Article("a");
            made.tags.add(tag);
            session.persist(made);
            return made;
        });
        assertThat(factory.count("Article_tags")).isEqualTo(1);
        remove(Article.class, article.id);

        assertThat(factory.count("Article_tags")).isZero();
        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "post_save Article created",
                        "pre_delete Article EXPLICIT",
                        "post_delete Article");
    }

    @Test
    void b26_receiversShareTheInstanceAndSeeWhatEarlierOnesChanged() {
        List<Object> instances = new ArrayList<>();
        List<@Nullable String> slugs = new ArrayList<>();
        factory.signals().preSave().connect(Article.class, event -> event.instance().slug = "by the first");
        factory.signals().preSave().connect(Article.class, event -> slugs.add(event.instance().slug));
        factory.signals().preSave().connect(event -> instances.add(event.instance()));
        factory.signals().postSave().connect(event -> instances.add(event.instance()));

        Article article = saved(new Article("a"));

        assertThat(slugs).containsExactly("by the first");
        assertThat(instances).hasSize(2).allMatch(instance -> instance == article);
    }

    @Test
    void c02_aKeyIsKnownInPreSaveIfTheProgramHasSetIt() {
        List<@Nullable Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Tag.class, event -> ids.add(event.id()));
        Tag tag = new Tag("by hand");
        tag.id = 999L;

        saved(new Tag("by the sequence"));
        saved(tag);

        assertThat(ids).containsExactly(null, 999L);
        assertThat(factory.count("Tag where id = 999")).isEqualTo(1);
    }

    @Test
    void c12_aSaveInPostSaveIsAnnouncedWhenAllReceiversHaveSeenTheFirst() {
        List<String> seen = new ArrayList<>();
        factory.signals().postSave().connect(Article.class, event -> {
            seen.add("first " + event.created());
            if (event.created()) {
                event.instance().title = "changed";
                event.session().flush();
            }
        });
        factory.signals().postSave().connect(Article.class, event -> seen.add("second " + event.created()));

        saved(new Article("a"));

        assertThat(seen).containsExactly("first true", "second true", "first false", "second false");
        assertThat(factory.sql("select title from Article")).isEqualTo("changed");
    }

    @Test
    void c19_theEventKeepsTheIdentifierThatHibernateIsToldToTakeFromTheInstance() {
        Map<String, String> settings = Map.of("hibernate.use_identifier_rollback", "true");
        try (TestFactory resetting = TestFactory.of(database, settings, Node.class)) {
            List<@Nullable Object> ids = new ArrayList<>();
            resetting.signals().preDelete().connect(event -> ids.add(event.id()));
            resetting.signals().postDelete().connect(event -> ids.add(event.id()));
            Node node = new Node();
            Long id = resetting.fromTransaction(session -> {
                session.persist(node);
                return node.id;
            });

            Node deleted = resetting.fromTransaction(session -> {
                Node found = session.find(Node.class, id);
                session.remove(found);
                return found;
            });

            assertThat(ids).containsExactly(id, id).doesNotContainNull();
            assertThat(deleted.id).isNull();
        }
    }

    @Test
    void c21_aReceiverAfterTheCommitSeesTheIdentifierOfTheDeleted() {
        Tag tag = saved(new Tag("t"));
        List<@Nullable Object> ids = new ArrayList<>();
        factory.signals().postDelete().connect(Tag.class, event -> ids.add(event.id()), afterCommit());
        factory.signals().postDelete().connect(Tag.class, event -> event.onCommit(() -> ids.add(event.instance().id)));

        remove(Tag.class, tag.id);

        assertThat(ids).containsExactly(201L, 201L);
    }

    @Test
    void c25_readingAnnouncesNeitherSavesNorDeletes() {
        Author author = new Author("ann");
        saved(author);
        saved(new Profile(author));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Author found = session.find(Author.class, author.id);
            assertThat(found.articles).isEmpty();
            session.refresh(found);
            session.createSelectionQuery("from Profile", Profile.class).getResultList();
            session.flush();
        });

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void d03_whatIsCascadedToComesFirstAlsoIfItsReferenceIsNullable() {
        Author author = saved(new Author("ann"));
        Article article = new Article("a");
        article.author = author;
        saved(article);
        EventLog log = EventLog.of(factory.signals());

        remove(Author.class, author.id);

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

        remove(Node.class, first.id);

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Node EXPLICIT", "pre_delete Node CASCADE", "post_delete Node", "post_delete Node");
        assertThat(factory.count("Node")).isZero();
    }

    @Test
    void d06_theRowOfTheParentIsGoneWhenPostDeleteOfTheChildIsSent() {
        Article article = saved(new Article("a"));
        saved(new Comment(article, "c"));
        List<String> rows = new ArrayList<>();
        factory.signals().preDelete().connect(event -> rows.add(articles(event)));
        factory.signals().postDelete().connect(event -> rows.add(articles(event)));

        remove(Article.class, article.id);

        assertThat(rows).containsExactly("Comment 1", "Article 1", "Comment 0", "Article 0");
    }

    @Test
    void d14_whatTheDatabaseIsToSetToNullMustNotBeLoadedInTheSameSession() {
        Category category = saved(new Category("c"));
        Article article = new Article("a");
        article.category = category;
        saved(article);
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
        Article article = saved(new Article("a"));
        saved(new Licence(article));
        EventLog log = EventLog.of(factory.signals());

        assertThatThrownBy(() -> remove(Article.class, article.id))
                .hasStackTraceContaining(ConstraintViolationException.class.getName());

        assertThat(log.lines()).containsExactly("pre_delete Article EXPLICIT");
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void d16_whatIsNotCascadedToIsNotAnnounced() {
        Tag tag = saved(new Tag("t"));
        Note note = new Note();
        note.tag = tag;
        saved(note);
        EventLog log = EventLog.of(factory.signals());

        remove(Tag.class, tag.id);

        assertThat(log.lines()).containsExactly("pre_delete Tag EXPLICIT", "post_delete Tag");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void d17_whatTheDatabaseDeletesIsNotAnnouncedWhoeverListens() {
        Tag tag = saved(new Tag("t"));
        Label label = new Label();
        label.tag = tag;
        saved(label);
        EventLog log = EventLog.of(factory.signals());

        remove(Tag.class, tag.id);

        assertThat(log.lines()).containsExactly("pre_delete Tag EXPLICIT", "post_delete Tag");
        assertThat(factory.count("Label")).isZero();
    }

    @Test
    void d19_aChildThatPreDeleteAddsToTheCollectionIsAnnouncedAndDeletedToo() {
        Article article = saved(new Article("a"));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preDelete().connect(Article.class, event -> {
            Comment late = new Comment(event.instance(), "late");
            event.instance().comments.add(late);
            event.session().persist(late);
        });

        remove(Article.class, article.id);

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

    @Test
    void e05_aChildChangedThroughItsParentClassIsAnnouncedAsWhatItIs() {
        NewsArticle news = saved(new NewsArticle("n"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.find(Article.class, news.id).title = "changed");

        assertThat(log.lines()).containsExactly("pre_save NewsArticle", "post_save NewsArticle");
    }

    @Test
    void e06_aChildLoadedThroughItsParentClassIsAnnouncedAsWhatItIs() {
        saved(new NewsArticle("n"));
        List<Class<?>> senders = new ArrayList<>();
        factory.signals().preInit().connect(event -> senders.add(event.sender()));
        factory.signals()
                .postInit()
                .connect(event -> senders.add(event.instance().getClass()));

        factory.inTransaction(session ->
                session.createSelectionQuery("from Article", Article.class).getResultList());

        assertThat(senders).containsExactly(NewsArticle.class, NewsArticle.class);
    }

    @Test
    void h09_anErrorReachesTheCallerOfFlushAndCommitAsItIs() {
        factory.signals().postSave().connect(event -> {
            throw new Boom();
        });

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Tag("t"));
                    session.flush();
                }))
                .isExactlyInstanceOf(Boom.class);
        assertThatThrownBy(() -> saved(new Tag("t"))).isExactlyInstanceOf(Boom.class);

        assertThat(factory.count("Tag")).isZero();
    }

    @Test
    void h09_inAPersistenceUnitItReachesTheCallerOfCommitAsTheCauseOfARollback() {
        PersistenceConfiguration unit = new PersistenceConfiguration("unit").managedClass(Node.class);
        try (TestDatabase own = database.create()) {
            unit.properties(own.settings()).property("hibernate.hbm2ddl.auto", "create-only");
            try (EntityManagerFactory units = unit.createEntityManagerFactory()) {
                ModelSignals.of(units).postSave().connect(event -> {
                    throw new Boom();
                });

                assertThatThrownBy(() -> units.runInTransaction(manager -> manager.persist(new Node())))
                        .isExactlyInstanceOf(RollbackException.class)
                        .cause()
                        .isExactlyInstanceOf(Boom.class);
                assertThatThrownBy(() -> units.runInTransaction(manager -> {
                            manager.persist(new Node());
                            manager.flush();
                        }))
                        .isExactlyInstanceOf(Boom.class);
            }
        }
    }

    private <T> T saved(T entity) {
        factory.inTransaction(session -> session.persist(entity));
        return entity;
    }

    private void remove(Class<?> type, @Nullable Long id) {
        factory.inTransaction(session -> session.remove(session.find(type, id)));
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
