package dev.signals.docs.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.outbox.Outbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe does what the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private SessionFactory factory;
    private FactorySignals signals;

    @BeforeAll
    void buildFactory() {
        factory = new Configuration()
                .addAnnotatedClasses(
                        Article.class,
                        Author.class,
                        Profile.class,
                        Comment.class,
                        AuditEntry.class,
                        ArticleVersion.class,
                        Note.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:recipes;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.integration.envers.enabled", "false")
                .setProperty("signals.outbox.tables", "true")
                .buildSessionFactory();
        signals = ModelSignals.of(factory);
    }

    @AfterAll
    void closeFactory() {
        factory.close();
    }

    private void with(Object receivers, Runnable work) {
        signals.register(receivers);
        try {
            work.run();
        } finally {
            signals.unregister(receivers);
        }
    }

    private Article saved(String title) {
        Article article = new Article(title);
        factory.inTransaction(session -> session.persist(article));
        return article;
    }

    private void change(Article article, Consumer<Article> change) {
        factory.inTransaction(session -> change.accept(session.find(Article.class, article.id)));
    }

    private void remove(Article article) {
        factory.inTransaction(session -> session.remove(session.find(Article.class, article.id)));
    }

    private <T> List<T> all(Class<T> entity) {
        return factory.fromSession(session -> query(session, entity));
    }

    private static <T> List<T> query(Session session, Class<T> entity) {
        return session.createSelectionQuery("from " + entity.getSimpleName() + " order by id", entity)
                .getResultList();
    }

    @Test
    void aSlugIsMadeOfTheTitleAndNumberedIfItIsTaken() {
        with(
                new Slugs(),
                () -> factory.inTransaction(session -> {
                    Article first = new Article("Of Bread");
                    Article second = new Article("Of Bread");
                    session.persist(first);
                    session.persist(second);

                    assertThat(first.slug).isEqualTo("of-bread");
                    assertThat(second.slug).isEqualTo("of-bread-2");
                }));
    }

    @Test
    void aNewAuthorGetsAProfileThatIsSavedToo() {
        with(new Profiles(), () -> factory.inTransaction(session -> session.persist(new Author("Ada"))));

        assertThat(all(Author.class))
                .singleElement()
                .satisfies(author -> assertThat(author.profile.text).isEqualTo("All about Ada"));
    }

    @Test
    void anAuditEntryHasUserAndReasonAndGoesWithItsTransaction() {
        with(new Audit(), () -> {
            factory.inTransaction(session -> {
                signals.context(session).put("user", "ada");
                signals.because(session, "import 42", () -> session.persist(new Article("Audited")));
            });
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                session.persist(new Article("Rolled back"));
                session.flush();
                session.getTransaction().rollback();
            }
        });

        assertThat(all(AuditEntry.class)).singleElement().satisfies(entry -> {
            assertThat(entry.what).startsWith("CREATED article").contains("title");
            assertThat(entry.who).isEqualTo("ada");
            assertThat(entry.why).isEqualTo("import 42");
        });
    }

    @Test
    void aVersionIsKeptForEachTransactionThatChangesTheArticle() {
        with(new Versions(), () -> {
            Article article = saved("First");
            change(article, managed -> managed.title = "Second");
            remove(article);
        });

        assertThat(all(ArticleVersion.class))
                .extracting(version -> version.title + (version.deleted ? ", deleted" : ""))
                .containsExactly("First", "Second", "Second, deleted");
    }

    @Test
    void whatIsCachedIsEvictedAfterTheCommit() {
        Teasers teasers = new Teasers();
        with(teasers, () -> {
            Article article = saved("Cached");
            teasers.cached.put(article.id, "old");
            factory.inTransaction(session -> {
                session.find(Article.class, article.id).body = "new";
                session.flush();
                assertThat(teasers.cached).isNotEmpty();
            });
            assertThat(teasers.cached).isEmpty();
        });
    }

    @Test
    void aFileIsDeletedWhenNoRowRefersToItAnyMore(@TempDir Path folder) {
        with(new CoverFiles(), () -> {
            Article article = saved("Covered");
            String first = file(folder, "first");
            String second = file(folder, "second");
            change(article, managed -> managed.cover = first);
            assertThat(folder).isDirectoryContaining(file -> file.endsWith("first"));

            change(article, managed -> managed.cover = second);
            assertThat(Path.of(first)).doesNotExist();
            assertThat(Path.of(second)).exists();

            remove(article);
            assertThat(Path.of(second)).doesNotExist();

            String third = file(folder, "third");
            factory.inTransaction(session -> {
                Article short_ = new Article("Short-lived");
                short_.cover = third;
                session.persist(short_);
                session.flush();
                session.remove(short_);
            });
            assertThat(Path.of(third)).doesNotExist();
        });
    }

    private static String file(Path folder, String name) {
        try {
            return Files.createFile(folder.resolve(name)).toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void commentsAreCountedWithoutASaveOfTheArticle() {
        with(new CommentCounter(), () -> {
            Article article = saved("Discussed");
            factory.inTransaction(session -> {
                Article managed = session.find(Article.class, article.id);
                session.persist(new Comment(managed));
                session.persist(new Comment(managed));
                session.flush();
                assertThat(managed.comments).isEqualTo(2);
            });
            factory.inTransaction(session ->
                    session.remove(session.createSelectionQuery("from Comment where article.id = :id", Comment.class)
                            .setParameter("id", article.id)
                            .getResultList()
                            .get(0)));
            factory.inSession(session -> {
                Article counted = session.find(Article.class, article.id);
                assertThat(counted.comments).isEqualTo(1);
                assertThat(counted.version).isZero();
            });
        });
    }

    @Test
    void theSearchIndexFollowsTheCommittedRows() {
        SearchIndex index = new SearchIndex();
        with(new SearchIndexing(index), () -> {
            Article article = saved("Whales");
            change(article, managed -> managed.body = "of the north");
            assertThat(index.texts).containsValue("Whales of the north");

            remove(article);
            assertThat(index.texts).isEmpty();
        });
    }

    @Test
    void aDurableMailIsSentAfterTheCommit() {
        Mailer mailer = new Mailer();
        with(new Announcements(mailer), () -> {
            saved("Durable");
            Outbox outbox = Outbox.of(factory);
            assertThat(outbox.pending()).isNotEmpty();
            outbox.start();
            try {
                long end = System.nanoTime() + DEADLINE.toNanos();
                while (mailer.sent.isEmpty() && System.nanoTime() < end) {
                    LockSupport.parkNanos(10_000_000);
                }
                assertThat(mailer.sent).containsExactly("New article: Durable");
            } finally {
                outbox.stop();
            }
        });
    }

    @Test
    void bothKindsOfSoftDeletionLeaveTheIndex() {
        SearchIndex index = new SearchIndex();
        with(new Hiding(index), () -> {
            Article article = saved("Hidden");
            Note note = new Note();
            factory.inTransaction(session -> session.persist(note));
            index.put(article.id, "Hidden");
            index.put(-1L, "other");
            change(article, managed -> managed.hidden = true);
            assertThat(index.texts).containsOnlyKeys(-1L);

            index.put(note.id, "note");
            factory.inTransaction(session -> session.remove(session.find(Note.class, note.id)));
            assertThat(index.texts).containsOnlyKeys(-1L);
        });
    }
}
