package dev.signals.it;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people use signals for, one scenario a test: the classics of Django tutorials, as they look here. Each connects its receivers, does
 * what an application does, and looks at the rows.
 */
@OnEveryDatabase
class SeedScenariosIT {

    @Entity(name = "BlogUser")
    static class User {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToOne(mappedBy = "user", cascade = CascadeType.REMOVE)
        Profile profile;

        User() {}

        User(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne(optional = false)
        User user;

        String displayName;
        int saves;

        Profile() {}

        Profile(User user) {
            this.user = user;
            this.displayName = user.name;
        }
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @Column(nullable = false)
        String slug;

        String body;
        int words;
        String image;
        Instant updatedAt;

        Article() {}

        Article(String title, String body) {
            this.title = title;
            this.body = body;
        }
    }

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final TestFactory factory;
    private final FactorySignals signals;

    SeedScenariosIT(Database database) {
        factory = TestFactory.of(database, User.class, Profile.class, Article.class);
        signals = factory.signals();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private Long save(Article article) {
        factory.inTransaction(session -> session.persist(article));
        return article.id;
    }

    private Article find(Long id) {
        return factory.fromTransaction(session -> session.find(Article.class, id));
    }

    private void connectSlugs() {
        signals.preSave().connect(Article.class, event -> {
            Article article = event.instance();
            article.slug = article.title.toLowerCase(Locale.ROOT).replace(' ', '-');
        });
    }

    @Test
    void anArticleGetsItsSlugBeforeItIsSaved() {
        connectSlugs();

        Long id = save(new Article("Moby Dick", "Call me Ishmael."));
        assertThat(find(id).slug).isEqualTo("moby-dick"); // the column is NOT NULL

        factory.inTransaction(session -> session.find(Article.class, id).title = "The Whale");
        assertThat(find(id).slug).isEqualTo("the-whale");
    }

    @Test
    void theWordsOfAnArticleAreCountedWheneverItIsSaved() {
        connectSlugs();
        signals.preSave()
                .connect(
                        Article.class,
                        event -> event.instance().words = event.instance().body.split("\\s+").length);

        Long id = save(new Article("Moby Dick", "Call me Ishmael."));
        assertThat(find(id).words).isEqualTo(3);

        factory.inTransaction(session -> session.find(Article.class, id).body += " Some years ago");
        assertThat(find(id).words).isEqualTo(6);
    }

    @Test
    void aNewUserGetsAProfile() {
        signals.postSave()
                .connect(
                        User.class,
                        event -> event.session().persist(new Profile(event.instance())),
                        filter(PostSave::created));

        factory.inTransaction(session -> session.persist(new User("ann")));
        factory.inTransaction(session ->
                session.createSelectionQuery("from BlogUser", User.class).getSingleResult().name = "Ann");

        assertThat(factory.sql("select displayName from Profile")).isEqualTo("ann");
        assertThat(factory.count("Profile")).isEqualTo(1);
    }

    @Test
    void theProfileIsSavedWithItsUser() {
        signals.postSave().connect(User.class, event -> {
            User user = event.instance();
            if (event.created()) {
                user.profile = new Profile(user);
                event.session().persist(user.profile);
            } else {
                user.profile.displayName = user.name;
                user.profile.saves++;
            }
        });

        factory.inTransaction(session -> session.persist(new User("ann")));
        factory.inTransaction(session ->
                session.createSelectionQuery("from BlogUser", User.class).getSingleResult().name = "Ann");

        assertThat(factory.sql("select displayName from Profile")).isEqualTo("Ann");
        assertThat(factory.sql("select saves from Profile")).isEqualTo(1);
    }

    @Test
    void theImageOfADeletedArticleIsDeletedOnceTheRowIsGone() {
        connectSlugs();
        Set<String> files = new HashSet<>(Set.of("whale.png"));
        signals.postDelete().connect(Article.class, event -> files.remove(event.instance().image), afterCommit());
        Article article = new Article("Moby Dick", "Call me Ishmael.");
        article.image = "whale.png";
        Long id = save(article);

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.remove(session.find(Article.class, id));
                    session.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(files).containsExactly("whale.png"); // a rollback keeps the file

        factory.inTransaction(session -> session.remove(session.find(Article.class, id)));
        assertThat(files).isEmpty();
    }

    @Test
    void theCacheIsEvictedAfterTheCommit() {
        connectSlugs();
        Map<Long, String> cache = new HashMap<>();
        signals.postSave().connect(Article.class, event -> cache.remove(event.instance().id), afterCommit());
        signals.postDelete().connect(Article.class, event -> cache.remove(event.instance().id), afterCommit());
        Long id = save(new Article("Moby Dick", "Call me Ishmael."));
        cache.put(id, "Moby Dick");

        factory.inTransaction(session -> {
            session.find(Article.class, id).title = "The Whale";
            session.flush();
            assertThat(cache).containsEntry(id, "Moby Dick"); // until the commit others read the old row
        });
        assertThat(cache).isEmpty();

        cache.put(id, "The Whale");
        factory.inTransaction(session -> session.remove(session.find(Article.class, id)));
        assertThat(cache).isEmpty();
    }

    @Test
    void aReceiverThatChangesItsOwnArticleEveryTimeLoops() {
        connectSlugs();
        signals.postSave().connect(Article.class, event -> event.instance().words++);

        assertThatThrownBy(() -> save(new Article("Moby Dick", "Call me Ishmael.")))
                .isInstanceOf(SignalLoopException.class)
                .hasMessageContaining(
                        "change Article.words only if it differs, or in PRE_SAVE, or write it with QuietUpdate");
        assertThat(factory.count("Article")).isZero();
    }

    @Test
    void aReceiverThatUpdatesTheRowDoesNot() {
        connectSlugs();
        signals.postSave()
                .connect(
                        Article.class,
                        event -> event.session()
                                .createMutationQuery("update Article set updatedAt = :now where id = :id")
                                .setParameter("now", NOW)
                                .setParameter("id", event.id())
                                .executeUpdate());

        Long id = save(new Article("Moby Dick", "Call me Ishmael."));

        assertThat(find(id).updatedAt).isEqualTo(NOW);
    }

    @Test
    void aQuietUpdateKeepsTheInstanceInStepToo() {
        connectSlugs();
        signals.postSave()
                .connect(
                        Article.class,
                        event -> QuietUpdate.of(event.session(), event.instance())
                                .set("updatedAt", NOW)
                                .increment("words", 1)
                                .execute());

        Article article = new Article("Moby Dick", "Call me Ishmael.");
        factory.inTransaction(session -> {
            session.persist(article);
            session.flush();
            assertThat(article.updatedAt).isEqualTo(NOW);
            article.title = "The Whale"; // the next flush writes every column, and must not undo the update
        });

        assertThat(find(article.id).updatedAt).isEqualTo(NOW);
        assertThat(find(article.id).title).isEqualTo("The Whale");
        assertThat(find(article.id).words).isEqualTo(2); // saved twice
    }
}
