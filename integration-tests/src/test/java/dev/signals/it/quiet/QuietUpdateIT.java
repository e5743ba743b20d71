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
import dev.signals.it.quiet.News.Author;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.StaleObjectStateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an update writes, and what becomes of the session. */
@OnEveryDatabase
class QuietUpdateIT {

    private final TestFactory factory;
    private final Article article;

    QuietUpdateIT(Database database) {
        factory = TestFactory.of(database, News.ENTITIES);
        article = saved(factory, "Rome");
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theRowIsWrittenByOneStatementAndNothingIsSent() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().changed().connect(Article.class, event -> log.add("changed"));

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            int rows = QuietUpdate.of(session, managed)
                    .set("title", "Roma")
                    .set("views", 7)
                    .increment("comments", 1)
                    .execute();
            assertThat(rows).isEqualTo(1);
            assertThat(factory.statements().writes()).containsExactly("update article");
        });

        assertThat(factory.statements().writes()).containsExactly("update article");
        assertThat(row(factory, "title, slug, views, comments, version")).isEqualTo("Roma, s, 7, 1, 0");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void attributesOfTheStaticMetamodelWillDo() {
        SingularAttribute<? super Article, String> title = factory.sessionFactory()
                .getMetamodel()
                .entity(Article.class)
                .getSingularAttribute("title", String.class);
        SingularAttribute<? super Article, Long> comments = factory.sessionFactory()
                .getMetamodel()
                .entity(Article.class)
                .getSingularAttribute("comments", Long.class);

        factory.inTransaction(session -> QuietUpdate.of(session, session.find(Article.class, article.id))
                .set(title, "Roma")
                .increment(comments, 3)
                .execute());

        assertThat(row(factory, "title, comments")).isEqualTo("Roma, 3");
    }

    @Test
    void theNextFlushOfTheInstanceNeitherWritesBackNorFails() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, managed).set("title", "Roma").execute();
            managed.slug = "t";
        });

        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, t, 1");
    }

    @Test
    void anotherChangeOfTheInstanceStaysPendingAndIsAnnouncedAlone() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .postSave()
                .connect(Article.class, event -> log.add(event.updateFields().toString()));

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.slug = "t";
            QuietUpdate.of(session, managed).set("title", "Roma").execute();
            assertThat(managed.slug).isEqualTo("t");
            assertThat(session.isDirty()).isTrue();
            assertThat(factory.statements().writes()).hasSize(1);
            assertThat(log.lines()).isEmpty();
        });

        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, t, 1");
        assertThat(log.lines()).containsExactly("pre_save Article", "post_save Article", "[slug]");
    }

    @Test
    void aPendingChangeOfTheAttributeIsDropped() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.title = "pending";
            QuietUpdate.of(session, managed).set("title", "Roma").execute();
            assertThat(managed.title).isEqualTo("Roma");
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(row(factory, "title, version")).isEqualTo("Roma, 0");
    }

    @Test
    void nothingElseIsFlushedWhateverTheFlushMode() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            Article other = Article.of("Oslo");
            session.persist(other);
            managed.slug = "t";
            log.clear();
            factory.statements().clear();
            for (FlushMode mode : List.of(FlushMode.AUTO, FlushMode.ALWAYS)) {
                session.setHibernateFlushMode(mode);
                QuietUpdate.of(session, Article.class, article.id)
                        .set("title", "Roma")
                        .increment("views", 1)
                        .execute();
                assertThat(session.getHibernateFlushMode()).isEqualTo(mode);
            }
            assertThat(factory.statements().writes()).containsExactly("update article", "update article");
            assertThat(log.lines()).isEmpty();
        });

        assertThat(log.lines()).containsExactly("pre_save Article", "post_save Article created", "post_save Article");
    }

    @Test
    void theVersionIsCheckedAndIncrementedIfAsked() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, managed)
                    .set("title", "Roma")
                    .withVersionCheck()
                    .execute();
            assertThat(managed.version).isEqualTo(1);
            assertThat(session.isDirty()).isFalse();
            managed.slug = "t";
        });

        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, t, 2");
    }

    @Test
    void anOutdatedVersionIsRefusedAsHibernateDoes() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    Article managed = session.find(Article.class, article.id);
                    factory.inTransaction(other -> other.find(Article.class, article.id).slug = "t");
                    QuietUpdate.of(session, managed)
                            .set("title", "Roma")
                            .withVersionCheck()
                            .execute();
                }))
                .isInstanceOf(OptimisticLockException.class)
                .hasCauseInstanceOf(StaleObjectStateException.class);

        assertThat(row(factory, "title, version")).isEqualTo("Rome, 1");
    }

    @Test
    void allRowsOfAConditionAreWritten() {
        saved(factory, "Oslo");
        saved(factory, "Bonn");

        factory.inTransaction(session -> {
            int rows = QuietUpdate.of(session, Article.class)
                    .where("title = :title or e.title in :titles", Map.of("title", "Rome", "titles", List.of("Oslo")))
                    .set("slug", "t")
                    .increment("views", 5)
                    .execute();
            assertThat(rows).isEqualTo(2);
            assertThat(factory.statements().writes()).hasSize(1);
        });

        assertThat(factory.sql("select sum(views) from Article where slug = 't'"))
                .asString()
                .isEqualTo("10");
    }

    @Test
    void anInstanceOfAConditionIsLeftAsItIs() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, Article.class)
                    .where("title = :title", Map.of("title", "Rome"))
                    .set("title", "Roma")
                    .execute();
            assertThat(managed.title).isEqualTo("Rome");
        });

        assertThat(row(factory, "title")).isEqualTo("Roma");
    }

    @Test
    void anIncrementIsAddedToWhatTheRowHas() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.views = 100;
            factory.inTransaction(other -> QuietUpdate.of(other, Article.class, article.id)
                    .increment("views", 3)
                    .increment("comments", 3)
                    .execute());

            QuietUpdate.of(session, managed)
                    .increment("views", -1)
                    .increment("comments", 1)
                    .execute();

            assertThat(managed.views).isEqualTo(2);
            assertThat(managed.comments).isEqualTo(4);
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(row(factory, "views, comments")).isEqualTo("2, 4");
    }

    @Test
    void anAttributeOfAnEmbeddableIsWrittenAlone() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, managed).set("address.city", "Ostia").execute();
            assertThat(managed.address.city).isEqualTo("Ostia");
            managed.address.street = "Via";
            QuietUpdate.of(session, managed).set("address.city", "Fregene").execute();
            assertThat(managed.address.street).isEqualTo("Via");
            assertThat(session.isDirty()).isTrue();
            session.flush();
            QuietUpdate.of(session, managed).set("address.street", null).execute();
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(row(factory, "city, version")).isEqualTo("Fregene, 1");
        assertThat(factory.sql("select street from Article")).isNull();
    }

    @Test
    void anEmbeddableIsWrittenAsAWhole() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            News.Address address = new News.Address();
            address.city = "Ostia";
            QuietUpdate.of(session, managed).set("address", address).execute();
            assertThat(session.isDirty()).isFalse();
            address.street = "Via";
            assertThat(session.isDirty()).isTrue();
        });

        assertThat(row(factory, "city, street")).isEqualTo("Ostia, Via");
    }

    @Test
    void anAssociationIsSetToAnEntityOrToAReference() {
        Author author = new Author();
        Author other = new Author();
        factory.inTransaction(session -> {
            session.persist(author);
            session.persist(other);
        });

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate.of(session, managed)
                    .set("author", session.find(Author.class, author.id))
                    .execute();
            assertNothingToFlush(factory, session);
            Author reference = session.getReference(Author.class, other.id);
            QuietUpdate.of(session, managed).set("author", reference).execute();
            assertThat(managed.author).isSameAs(reference);
            assertNothingToFlush(factory, session);
            QuietUpdate.of(session, managed).set("author", author).execute();
            assertNothingToFlush(factory, session);
        });

        assertThat(factory.sql("select author_id from Article")).isEqualTo(author.id);
    }

    @Test
    void aStatelessSessionWritesTheRowAndTheInstance() {
        EventLog log = EventLog.of(factory.signals());

        factory.sessionFactory().inStatelessTransaction(session -> {
            Article read = session.get(Article.class, article.id);
            QuietUpdate.of(session, read)
                    .set("title", "Roma")
                    .increment("views", 1)
                    .withVersionCheck()
                    .execute();
            assertThat(read.title).isEqualTo("Roma");
            assertThat(read.views).isEqualTo(1);
            assertThat(read.version).isEqualTo(1);
            QuietUpdate.of(session, Article.class, article.id).set("slug", "t").execute();
        });

        assertThat(row(factory, "title, slug, views, version")).isEqualTo("Roma, t, 1, 1");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anUpdateMayBeExecutedAgain() {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            QuietUpdate<Article> count =
                    QuietUpdate.of(session, managed).increment("views", 1).withVersionCheck();
            count.execute();
            count.execute();
            assertThat(managed.views).isEqualTo(2);
        });

        assertThat(row(factory, "views, version")).isEqualTo("2, 2");
    }

    @Test
    void aRollbackTakesItBack() {
        factory.inTransaction(session -> {
            QuietUpdate.of(session, Article.class, article.id)
                    .set("title", "Roma")
                    .execute();
            session.getTransaction().setRollbackOnly();
        });

        assertThat(row(factory, "title")).isEqualTo("Rome");
    }
}
