package dev.signals.it.django;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.django.Links.factory;
import static dev.signals.it.django.Links.remove;
import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Comment;
import dev.signals.it.django.Blog.NewsArticle;
import dev.signals.it.django.Blog.Profile;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.django.Links.Line;
import dev.signals.it.django.Links.Node;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of {@code docs/django.md} that neither a trace nor a test about something larger shows. */
@OnEveryDatabase
class ConformanceIT {

    private final Database database;
    private final TestFactory factory;

    ConformanceIT(Database database) {
        this.database = database;
        factory = factory(database);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void b04_queriesForValuesAndNumbersLoadNoEntityAndAnnounceNone() {
        factory.saved(new Tag("t"));
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
        assumeQueueOf7("inserts what is referred to first");
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
        factory.saved(new Tag("t"));
        EventLog log = EventLog.of(factory.signals());
        Tag same = new Tag("u");
        same.id = 201L;

        assertThatThrownBy(() -> factory.saved(same))
                .hasStackTraceContaining(ConstraintViolationException.class.getName());

        assertThat(log.lines()).containsExactly("pre_save Tag new");
    }

    @Test
    void b25_rowsOfAJoinTableAreNotAnnounced() {
        Tag tag = factory.saved(new Tag("t"));
        EventLog log = EventLog.of(factory.signals());

        Article article = factory.fromTransaction(session -> {
            Article made = new Article("a");
            made.tags.add(tag);
            session.persist(made);
            return made;
        });
        assertThat(factory.count("Article_tags")).isEqualTo(1);
        remove(factory, Article.class, article.id);

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

        Article article = factory.saved(new Article("a"));

        assertThat(slugs).containsExactly("by the first");
        assertThat(instances).hasSize(2).allMatch(instance -> instance == article);
    }

    @Test
    void c02_aKeyIsKnownInPreSaveIfTheProgramHasSetIt() {
        List<@Nullable Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Tag.class, event -> ids.add(event.id()));
        Tag tag = new Tag("by hand");
        tag.id = 999L;

        factory.saved(new Tag("by the sequence"));
        factory.saved(tag);

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

        factory.saved(new Article("a"));

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
        Tag tag = factory.saved(new Tag("t"));
        List<@Nullable Object> ids = new ArrayList<>();
        factory.signals().postDelete().connect(Tag.class, event -> ids.add(event.id()), afterCommit());
        factory.signals().postDelete().connect(Tag.class, event -> event.onCommit(() -> ids.add(event.instance().id)));

        remove(factory, Tag.class, tag.id);

        assertThat(ids).containsExactly(201L, 201L);
    }

    @Test
    void c25_readingAnnouncesNeitherSavesNorDeletes() {
        Author author = new Author("ann");
        factory.saved(author);
        factory.saved(new Profile(author));
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
    void e05_aChildChangedThroughItsParentClassIsAnnouncedAsWhatItIs() {
        NewsArticle news = factory.saved(new NewsArticle("n"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.find(Article.class, news.id).title = "changed");

        assertThat(log.lines()).containsExactly("pre_save NewsArticle", "post_save NewsArticle");
    }

    @Test
    void e06_aChildLoadedThroughItsParentClassIsAnnouncedAsWhatItIs() {
        factory.saved(new NewsArticle("n"));
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
    void f05_aChildThatGetsAnotherParentIsSavedAndTheCollectionOfTheParentAloneWritesNothing() {
        Article first = factory.saved(new Article("a"));
        Article second = factory.saved(new Article("b"));
        Comment comment = factory.saved(new Comment(first, "c"));
        EventLog log = EventLog.of(factory.signals());
        List<String> changed = new ArrayList<>();
        factory.signals().postSave().connect(event -> changed.addAll(event.updateFields()));

        factory.inTransaction(session ->
                session.find(Article.class, second.id).comments.add(session.find(Comment.class, comment.id)));
        assertThat(log.lines()).isEmpty();
        assertThat(factory.sql("select article_id from Comment")).isEqualTo(first.id);

        factory.inTransaction(session ->
                session.find(Comment.class, comment.id).article = session.getReference(Article.class, second.id));
        assertThat(log.lines()).containsExactly("pre_save Comment", "post_save Comment");
        assertThat(changed).containsExactly("article");
        assertThat(factory.sql("select article_id from Comment")).isEqualTo(second.id);
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
        assertThatThrownBy(() -> factory.saved(new Tag("t"))).isExactlyInstanceOf(Boom.class);

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

    @Test
    void i16_withoutATransactionOfHibernateACallbackRunsAtOnceThoughAutocommitIsOff() {
        List<String> log = new ArrayList<>();
        try (Session session = factory.sessionFactory().openSession()) {
            session.doWork(connection -> {
                connection.setAutoCommit(false);
                TransactionHooks.onCommit(session, () -> log.add("run"));
                assertThat(log).containsExactly("run");
                connection.rollback();
                connection.setAutoCommit(true);
            });
        }
        assertThat(log).containsExactly("run");
    }
}
