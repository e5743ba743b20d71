package dev.signals.it.quiet;

import static dev.signals.it.quiet.News.assertNothingToFlush;
import static dev.signals.it.quiet.News.row;
import static dev.signals.it.quiet.News.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.quiet.News.Article;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of managed and detached instances and of references. */
@OnEveryDatabase
class QuietInstancesIT {

    private final TestFactory factory;
    private final Article article;

    QuietInstancesIT(Database database) {
        factory = TestFactory.of(database, News.ENTITIES);
        article = saved(factory, "Rome");
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theInstanceHasTheValues() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, managed)
                    .set("title", "Roma")
                    .increment("views", 2)
                    .execute();

            assertThat(managed.title).isEqualTo("Roma");
            assertThat(managed.views).isEqualTo(2);
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void theVersionOfADetachedInstanceIsCheckedToo() {
        factory.inTransaction(session -> QuietUpdate.of(session, article)
                .set("title", "Roma")
                .withVersionCheck()
                .execute());
        assertThat(article.version).isEqualTo(1);

        article.version = 0;
        assertThatThrownBy(() -> factory.inTransaction(session -> QuietUpdate.of(session, article)
                        .set("title", "Rom")
                        .withVersionCheck()
                        .execute()))
                .isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void theVersionOfAReferenceIsReadFirst() {
        factory.inTransaction(session -> QuietUpdate.of(session, session.getReference(Article.class, article.id))
                .withVersionCheck()
                .set("title", "Roma")
                .execute());

        assertThat(row(factory, "title, version")).isEqualTo("Roma, 1");
    }

    @Test
    void aRowIsWrittenByItsIdentifierWithoutBeingRead() {
        factory.inTransaction(session -> {
            assertThat(QuietUpdate.of(session, Article.class, article.id)
                            .set("title", "Roma")
                            .increment("views", 1)
                            .execute())
                    .isEqualTo(1);
            assertThat(QuietUpdate.of(session, Article.class, -1L)
                            .set("title", "Roma")
                            .execute())
                    .isZero();
            assertThat(factory.statements().all()).containsExactly("update article", "update article");
        });

        assertThat(row(factory, "title, views")).isEqualTo("Roma, 1");
    }

    @Test
    void anInstanceThatTheSessionHoldsForTheIdentifierIsKeptInStep() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, Article.class, article.id)
                    .set("title", "Roma")
                    .execute();
            assertThat(managed.title).isEqualTo("Roma");
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void aReferenceIsNotLoadedAndHasTheValueLater() {
        factory.inTransaction(session -> {
            Article reference = session.getReference(Article.class, article.id);
            QuietUpdate.of(session, reference).set("title", "Roma").execute();
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            assertThat(factory.statements().all()).containsExactly("update article");
            assertThat(((Article) Hibernate.unproxy(reference)).title).isEqualTo("Roma");
        });
    }

    @Test
    void aReferenceThatHasBeenLoadedIsKeptInStep() {
        factory.inTransaction(session -> {
            Article reference = session.getReference(Article.class, article.id);
            Hibernate.initialize(reference);
            QuietUpdate.of(session, reference).set("title", "Roma").execute();
            assertThat(((Article) Hibernate.unproxy(reference)).title).isEqualTo("Roma");
            assertNothingToFlush(factory, session);
        });
    }

    @Test
    void aDetachedInstanceGetsTheValuesAndTheManagedOneToo() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, article)
                    .set("title", "Roma")
                    .increment("views", 1)
                    .execute();
            assertThat(List.of(article.title, managed.title)).containsExactly("Roma", "Roma");
            assertThat(List.of(article.views, managed.views)).containsExactly(1, 1);
            assertThat(session.contains(article)).isFalse();
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(row(factory, "title, version")).isEqualTo("Roma, 0");
    }

    @Test
    void anInstanceThatIsReadOnlyIsKeptInStepAndStaysReadOnly() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            session.setReadOnly(managed, true);
            QuietUpdate.of(session, managed)
                    .set("title", "Roma")
                    .withVersionCheck()
                    .execute();
            assertThat(managed.title).isEqualTo("Roma");
            assertThat(managed.version).isEqualTo(1);
            assertThat(session.isReadOnly(managed)).isTrue();
            managed.slug = "t";
        });

        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, s, 1");
    }
}
