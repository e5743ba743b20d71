package dev.signals.it.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What deletions by query refuse, with the messages that {@code docs/errors.md} shows. */
class DeletionErrorsIT {

    @Entity(name = "Author")
    static class Author {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Article")
    static class Article {
        static Consumer<Article> callback = article -> {};

        @Id
        @GeneratedValue
        Long id;

        int views;

        @ManyToOne
        Author author;

        @PreUpdate
        @PrePersist
        void called() {
            callback.accept(this);
        }
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class, Author.class);

    @AfterEach
    void close() {
        Article.callback = article -> {};
        factory.close();
    }

    private static void assertListed(String heading, Throwable thrown) throws IOException {
        assertThat(thrown).isInstanceOf(RuntimeException.class);
        ErrorsPage.assertListed(DeletionErrorsIT.class, heading, thrown.getMessage());
    }

    private void assertRefused(String heading, Consumer<Session> deletion) throws IOException {
        Throwable[] thrown = new Throwable[1];
        factory.inTransaction(session -> {
            thrown[0] = catchThrowable(() -> deletion.accept(session));
            assertThat(session.getTransaction().getRollbackOnly()).isFalse();
        });
        assertListed(heading, thrown[0]);
    }

    @Test
    void withoutAnyCondition() throws IOException {
        assertRefused(
                "delete-without-condition",
                session -> SignalDelete.of(session, Article.class).execute());
    }

    @Test
    void withTwoConditions() throws IOException {
        assertRefused(
                "delete-with-two-conditions",
                session -> SignalDelete.of(session, Article.class)
                        .where("views = 0")
                        .where("views = 1"));
    }

    @Test
    void withAConditionAndAll() {
        factory.inTransaction(session -> assertThat(catchThrowable(
                        () -> SignalDelete.of(session, Article.class).all().where("views = 1")))
                .hasMessageContaining("where(\"views = 1\") follows all()"));
    }

    @Test
    void ofWhatIsNoEntity() throws IOException {
        assertRefused("delete-of-no-entity", session -> SignalDelete.of(session, String.class));
    }

    @Test
    void inChunksOfNothing() throws IOException {
        assertRefused(
                "delete-in-chunks-of-nothing",
                session -> SignalDelete.of(session, Article.class).inChunksOf(0));
    }

    @Test
    void withoutTransaction() throws IOException {
        Throwable[] thrown = new Throwable[1];
        factory.sessionFactory()
                .inSession(session -> thrown[0] = catchThrowable(() -> SignalDelete.of(session, Article.class)
                        .where("views = 0")
                        .execute()));
        assertListed("delete-without-transaction", thrown[0]);
    }

    @Test
    void inFlushModeManual() throws IOException {
        assertRefused("delete-in-flush-mode-manual", session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            SignalDelete.of(session, Article.class).where("views = 0").execute();
        });
    }

    @Test
    void insideAFlush() throws IOException {
        Article saved = factory.saved(new Article());
        List<Throwable> thrown = new ArrayList<>();
        factory.inTransaction(session -> {
            Article.callback = article -> thrown.add(catchThrowable(() ->
                    SignalDelete.of(session, Article.class).where("views = 0").execute()));
            session.find(Article.class, saved.id).views = 1;
        });
        assertThat(thrown).hasSize(1);
        assertListed("delete-inside-a-flush", thrown.get(0));
    }

    @Test
    void ofProtectedRows() throws IOException {
        Author author = factory.saved(new Author());
        for (int i = 0; i < 2; i++) {
            Article article = new Article();
            article.author = author;
            factory.saved(article);
        }
        assertRefused(
                "protected-references",
                session -> SignalDelete.of(session, Author.class).all().execute());
    }

    @Test
    void changesOfWhatIsNoEntity() throws IOException {
        assertRefused("changes-of-no-entity", session -> factory.signals().changes(session, "text"));
    }
}
