package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SaveSignalsIT {

    @Entity(name = "Author")
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToOne(mappedBy = "author", cascade = CascadeType.ALL)
        Profile profile;

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Article> articles = new ArrayList<>();

        Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne(optional = false)
        Author author;

        String bio = "";
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @Column(nullable = false, unique = true)
        String slug;

        @ManyToOne
        Author author;

        Article() {}

        Article(String title) {
            this.title = title;
        }
    }

    private final TestFactory factory;

    SaveSignalsIT(Database database) {
        factory = TestFactory.of(database, Author.class, Profile.class, Article.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void persistAnnouncesBeforeAndAfterTheInsert() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.persist(new Author("Ann"));
            log.add("persisted");
            session.flush();
            log.add("flushed");
        });

        assertThat(log.lines())
                .containsExactly("pre_save Author new", "persisted", "post_save Author created", "flushed");
    }

    @Test
    void preSaveMayFillANotNullColumn() {
        factory.signals().preSave().connect(Article.class, event -> event.instance().slug = "from-receiver");

        factory.inTransaction(session -> session.persist(new Article("Hello")));

        assertThat(factory.sql("select slug from Article")).isEqualTo("from-receiver");
    }

    @Test
    void preSaveOfAMergedNewEntityMayFillANotNullColumn() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Article.class, event -> event.instance().slug = "merged");

        Article managed = factory.fromTransaction(session -> session.merge(new Article("Hello")));

        assertThat(log.lines()).containsExactly("pre_save Article new", "post_save Article created");
        assertThat(managed.slug).isEqualTo("merged");
        assertThat(factory.sql("select slug from Article")).isEqualTo("merged");
    }

    @Test
    void preSaveMayQueryAlsoWhenAManagedEntityRefersToTheNewOneAlready() {
        factory.signals().preSave().connect(Article.class, event -> {
            Long taken = event.session()
                    .createSelectionQuery("select count(a) from Article a where a.title = :title", Long.class)
                    .setParameter("title", event.instance().title)
                    .getSingleResult();
            event.instance().slug = event.instance().title + "-" + taken;
        });

        factory.inTransaction(session -> {
            Author author = new Author("Ann");
            session.persist(author);
            session.flush();
            for (int i = 0; i < 3; i++) {
                Article article = new Article("hello");
                article.author = author;
                author.articles.add(article);
            }
        });

        assertThat(factory.sql("select count(distinct slug) from Article")).isEqualTo(3L);
    }

    @Test
    void childrenOfAManagedEntityAreAnnouncedBeforeTheFlush() {
        EventLog log = EventLog.of(factory.signals());
        Author author = factory.fromTransaction(session -> {
            Author made = new Author("Ann");
            session.persist(made);
            return made;
        });
        log.clear();

        factory.inTransaction(session -> {
            Article article = new Article("child");
            article.slug = "child";
            session.find(Author.class, author.id).articles.add(article);
        });

        assertThat(log.lines()).containsExactly("pre_save Article new", "post_save Article created");
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void whatAReceiverAttachesIsAnnouncedAndSavedToo() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Author.class, event -> {
            if (event.isNew() && event.instance().profile == null) {
                event.instance().profile = new Profile();
                event.instance().profile.author = event.instance();
            }
        });

        factory.inTransaction(session -> session.persist(new Author("Ann")));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new",
                        "pre_save Profile new",
                        "post_save Author created",
                        "post_save Profile created");
        assertThat(factory.count("Profile")).isEqualTo(1);
    }

    @Test
    void settersAfterPersistAreOneSaveWithTheFinalState() {
        EventLog log = new EventLog();
        factory.signals()
                .postSave()
                .connect(Author.class, event -> log.add(event.created() + " " + event.instance().name));

        factory.inTransaction(session -> {
            Author author = new Author("Ann");
            session.persist(author);
            author.name = "Anna";
        });

        assertThat(log.lines()).containsExactly("true Anna");
        assertThat(factory.sql("select name from Author")).isEqualTo("Anna");
    }

    @Test
    void aChangedEntityIsAnnouncedBeforeTheUpdateAndWhatPreSaveSetsIsWritten() {
        Author author = factory.fromTransaction(session -> {
            Author made = new Author("Ann");
            session.persist(made);
            return made;
        });
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Author.class, event -> event.instance().name += "!");
        factory.statements().clear();

        factory.inTransaction(session -> session.find(Author.class, author.id).name = "Bea");

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author");
        assertThat(factory.statements().writes()).containsExactly("update author");
        assertThat(factory.sql("select name from Author")).isEqualTo("Bea!");
    }

    @Test
    void whatPostSaveWritesDuringTheFlushOfTheCommitIsNotLost() {
        factory.signals().postSave().connect(Author.class, event -> {
            if (event.created()) {
                Article article = new Article("by receiver");
                article.slug = "by-receiver";
                event.session().persist(article);
                event.instance().name = "seen";
            }
        });

        factory.inTransaction(session -> session.persist(new Author("Ann")));

        assertThat(factory.count("Article")).isEqualTo(1);
        assertThat(factory.sql("select name from Author")).isEqualTo("seen");
    }

    @Test
    void aQueryAnnouncesTheChangesThatItFlushesOnce() {
        Author author = factory.fromTransaction(session -> {
            Author made = new Author("Ann");
            session.persist(made);
            return made;
        });
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, author.id).name = "Bea";
            session.createSelectionQuery("from Article", Article.class).getResultList();
            log.add("other table");
            session.createSelectionQuery("from Author", Author.class).getResultList();
            log.add("own table");
        });

        assertThat(log.lines()).containsExactly("other table", "pre_save Author", "post_save Author", "own table");
    }

    @Test
    void anExceptionOfPreSaveReachesTheCallerOfPersistAndMarksTheTransaction() {
        IllegalStateException refusal = new IllegalStateException("no");
        factory.signals().preSave().connect(Author.class, event -> {
            throw refusal;
        });

        factory.inTransaction(session -> {
            assertThatThrownBy(() -> session.persist(new Author("Ann"))).isSameAs(refusal);
            assertThat(session.getTransaction().getRollbackOnly()).isTrue();
            session.getTransaction().rollback();
            session.beginTransaction();
        });

        assertThat(factory.count("Author")).isZero();
    }

    @Test
    void aChangeOfACollectionAloneIsNoSaveOfItsOwner() {
        Author author = factory.fromTransaction(session -> {
            Author made = new Author("Ann");
            session.persist(made);
            return made;
        });
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article article = new Article("child");
            article.slug = "child";
            session.find(Author.class, author.id).articles.add(article);
        });

        assertThat(log.lines()).doesNotContain("post_save Author");
    }

    @Test
    void childrenAddedToACollectionThatIsNotLoadedSeeEachOthersRows() {
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> event.instance().slug = "slug-"
                                + event.session()
                                        .createSelectionQuery("select count(a) from Article a", Long.class)
                                        .getSingleResult());
        Author author = factory.fromTransaction(session -> {
            Author made = new Author("Ann");
            session.persist(made);
            return made;
        });

        factory.inTransaction(session -> {
            Author managed = session.find(Author.class, author.id);
            for (int i = 0; i < 3; i++) {
                Article article = new Article("same");
                article.author = managed;
                managed.articles.add(article);
            }
        });

        assertThat(factory.sql("select count(distinct slug) from Article")).isEqualTo(3L);
    }

    @Test
    void eachChangeOfASessionIsAnnouncedIfNobodyIsCalledAfterTheSave() {
        List<String> titles = new ArrayList<>();
        factory.signals().preSave().connect(Article.class, event -> titles.add(event.instance().title));

        factory.inTransaction(session -> {
            Article article = new Article("first");
            article.slug = "a";
            session.persist(article);
            session.flush();
            article.title = "second";
            session.flush();
            article.title = "third";
        });

        assertThat(titles).containsExactly("first", "second", "third");
    }

    @Test
    void newEntitiesAreAnnouncedAgainIfAReceiverHasFailed() {
        List<String> log = new ArrayList<>();
        factory.signals().preSave().connect(Author.class, event -> log.add("author"));
        factory.signals().preSave().connect(Profile.class, event -> {
            log.add("profile");
            if (log.size() == 2) {
                throw new IllegalStateException("no");
            }
        });
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Author author = new Author("a");
            author.profile = new Profile();
            author.profile.author = author;
            assertThatThrownBy(() -> session.persist(author)).hasMessageContaining("no");

            session.persist(author);

            session.getTransaction().rollback();
        }
        assertThat(log).containsExactly("author", "profile", "author", "profile");
    }
}
