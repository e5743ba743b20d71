package dev.signals.it.quiet;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.quiet.News.row;
import static dev.signals.it.quiet.News.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.quiet.News.Article;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that write the row they were called for. */
@OnEveryDatabase
class QuietReceiversIT {

    @Entity(name = "Draft")
    static class Draft {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String title;
        String slug;
    }

    private final TestFactory factory;

    QuietReceiversIT(Database database) {
        factory = TestFactory.of(database, Article.class, News.Author.class, Draft.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReceiverOfPostSaveWritesItsOwnRowWithoutBeingCalledAgain() {
        EventLog log = EventLog.of(factory.signals());
        onSave(event -> QuietUpdate.of(event.session(), event.instance())
                .set("slug", event.instance().title + "!")
                .execute());

        factory.inTransaction(session -> {
            Article article = Article.of("Rome");
            session.persist(article);
            session.flush();
            assertThat(article.slug).isEqualTo("Rome!");
            assertThat(session.isDirty()).isFalse();
            assertThat(factory.statements().writes()).containsExactly("insert article", "update article");
        });

        assertThat(factory.statements().writes()).containsExactly("insert article", "update article");
        assertThat(row(factory, "title, slug, version")).isEqualTo("Rome, Rome!, 0");
        assertThat(log.lines()).containsExactly("pre_save Article new", "post_save Article created");
    }

    @Test
    void whatItWroteStaysWhenTheInstanceIsSavedOnceMore() {
        onSave(event -> QuietUpdate.of(event.session(), event.instance())
                .increment("comments", 1)
                .execute());

        factory.inTransaction(session -> {
            Article article = Article.of("Rome");
            session.persist(article);
            session.flush();
            article.title = "Roma";
            session.flush();
            article.title = "Rom";
        });

        assertThat(row(factory, "title, comments, version")).isEqualTo("Rom, 3, 2");
    }

    @Test
    void theSameByHqlIsWrittenBackByTheNextFlushOfTheInstance() {
        onSave(event -> {
            if (event.created()) {
                byHql(event, "update Article set slug = 'by hql' where id = :id");
            }
        });

        factory.inTransaction(session -> {
            Article article = Article.of("Rome");
            session.persist(article);
            session.flush();
            assertThat(article.slug).isEqualTo("s");
            article.title = "Roma";
        });

        assertThat(row(factory, "title, slug")).isEqualTo("Roma, s");
    }

    @Test
    void theSameByVersionedHqlMakesTheNextFlushOfTheInstanceFail() {
        onSave(event -> byHql(event, "update versioned Article set slug = 'by hql' where id = :id"));

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    Article article = Article.of("Rome");
                    session.persist(article);
                    session.flush();
                    article.title = "Roma";
                    session.flush();
                }))
                .isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void theSameWithVersionCheckDoesNot() {
        onSave(event -> QuietUpdate.of(event.session(), event.instance())
                .set("slug", "quiet")
                .withVersionCheck()
                .execute());

        factory.inTransaction(session -> {
            Article article = Article.of("Rome");
            session.persist(article);
            session.flush();
            article.title = "Roma";
        });

        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, quiet, 3");
    }

    @Test
    void theChangesThatOthersAreToldOfDoNotIncludeIt() {
        List<String> told = new ArrayList<>();
        onSave(event -> QuietUpdate.of(event.session(), event.instance())
                .set("slug", "quiet")
                .set("address.city", "Ostia")
                .execute());
        onSave(event -> told.add("post_save " + event.updateFields()));
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> told.add("changed " + event.changes().attributes()),
                        afterCommit());
        Article article = saved(factory, "Rome");
        told.clear();

        factory.inTransaction(session -> session.find(Article.class, article.id).title = "Roma");

        assertThat(told).containsExactly("post_save [title]", "changed [title]");
    }

    @Test
    void anEntityThatIsAnnouncedAlreadyIsNotAnnouncedAgainForIt() {
        Article article = saved(factory, "Rome");
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> QuietUpdate.of(event.session(), event.instance())
                                .set("slug", "quiet")
                                .set("address.city", "Ostia")
                                .execute());

        factory.inTransaction(session -> {
            session.find(Article.class, article.id).title = "Roma";
            session.createSelectionQuery("from Author", News.Author.class).getResultList();
            session.createSelectionQuery("from Article", Article.class).getResultList();
        });

        assertThat(log.lines()).containsExactly("pre_save Article", "post_save Article");
        assertThat(row(factory, "title, slug, city, version")).isEqualTo("Roma, quiet, Ostia, 1");
    }

    @Test
    void anEntityThatWaitsToBeWrittenIsNotAnnouncedAgainForIt() {
        Article article = saved(factory, "Rome");
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            factory.signals()
                    .preSave()
                    .connect(
                            Draft.class,
                            event -> QuietUpdate.of(event.session(), managed)
                                    .set("slug", "quiet")
                                    .execute());
            managed.title = "Roma";
            session.persist(new Draft());
            session.flush();
        });

        assertThat(log.lines().stream().filter("pre_save Article"::equals)).hasSize(1);
        assertThat(row(factory, "title, slug, version")).isEqualTo("Roma, quiet, 1");
    }

    @Test
    void aRowThatPersistHasInsertedIsNotAnnouncedByIt() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Draft draft = new Draft();
            session.persist(draft);
            QuietUpdate.of(session, draft).set("title", "Rome").execute();
            assertThat(log.lines()).containsExactly("pre_save Draft new");
            assertThat(draft.title).isEqualTo("Rome");
        });

        assertThat(log.lines()).containsExactly("pre_save Draft new", "post_save Draft created");
        assertThat(factory.sql("select title from Draft")).isEqualTo("Rome");
    }

    @Test
    void itWritesAfterACommitInAnotherTransaction() {
        factory.signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> event.inNewTransaction((session, article) -> QuietUpdate.of(session, article)
                                .set("slug", "later")
                                .execute()),
                        afterCommit());

        saved(factory, "Rome");

        assertThat(row(factory, "slug")).isEqualTo("later");
    }

    private void onSave(Consumer<PostSave<Article>> receiver) {
        factory.signals().postSave().connect(Article.class, receiver::accept);
    }

    private static void byHql(PostSave<Article> event, String hql) {
        event.session().createMutationQuery(hql).setParameter("id", event.id()).executeUpdate();
    }
}
