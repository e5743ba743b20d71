package dev.signals.it.removal;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.removal.Press.Article;
import dev.signals.it.removal.Press.Audit;
import dev.signals.it.removal.Press.Author;
import dev.signals.it.removal.Press.Comment;
import dev.signals.it.removal.Press.Visit;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.query.SemanticException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a deletion by query deletes, and what it announces. */
@OnEveryDatabase
class SignalDeleteIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    SignalDeleteIT(Database database) {
        factory = TestFactory.of(database, Press.ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void articles() {
        factory.inTransaction(session -> {
            session.persist(new Article("a", 0, "a1", "a2"));
            session.persist(new Article("b", 7, "b1"));
            session.persist(new Article("c", 0));
        });
        factory.statements().clear();
    }

    private void visits(int count) {
        factory.inTransaction(session -> {
            for (int i = 0; i < count; i++) {
                session.persist(new Visit(i));
            }
        });
        factory.statements().clear();
    }

    private int delete(Class<?> type, String condition) {
        return factory.fromTransaction(
                session -> SignalDelete.of(session, type).where(condition).execute());
    }

    @Test
    void eachRowIsAnnouncedBeforeAndAfterWithTheQueryAsOrigin() {
        articles();
        List<Object> origins = new ArrayList<>();
        factory.signals().preDelete().connect(Article.class, event -> {
            log.add("pre " + event.instance().title + " " + event.cause());
            origins.add(event.origin());
        });
        factory.signals().postDelete().connect(Article.class, event -> {
            log.add("post " + event.deletedState().get("title") + " " + event.cause());
            origins.add(event.origin());
        });

        factory.inTransaction(session -> {
            SignalDelete<Article> deletion =
                    SignalDelete.of(session, Article.class).where("views = 0");
            assertThat(deletion.execute()).isEqualTo(2);
            assertThat(log).containsExactly("pre a EXPLICIT", "pre c EXPLICIT", "post a EXPLICIT", "post c EXPLICIT");
            assertThat(origins)
                    .hasSize(4)
                    .allSatisfy(origin ->
                            assertThat(origin).isSameAs(deletion).hasToString("delete Article where views = 0"));
        });

        assertThat(factory.sql("select title from Article")).isEqualTo("b");
        assertThat(factory.count("Comment")).isEqualTo(1);
    }

    @Test
    void childrenAreAnnouncedBeforeTheirParentsAsRemovedByTheQuery() {
        articles();
        factory.signals()
                .preDelete()
                .connect(event -> log.add(event.sender().getSimpleName() + " " + event.cause() + " " + event.origin()));

        assertThat(delete(Article.class, "title = 'a'")).isEqualTo(1);

        assertThat(log)
                .containsExactly(
                        "Comment CASCADE delete Article where title = 'a'",
                        "Comment CASCADE delete Article where title = 'a'",
                        "Article EXPLICIT delete Article where title = 'a'");
    }

    @Test
    void receiversOfTheDeletedChildrenAloneAreCalled() {
        articles();
        factory.signals()
                .postDelete()
                .connect(Comment.class, event -> log.add(event.instance().text + " " + event.origin()));

        assertThat(delete(Article.class, "views = 0")).isEqualTo(2);

        assertThat(log)
                .containsExactlyInAnyOrder("a1 delete Article where views = 0", "a2 delete Article where views = 0");
    }

    @Test
    void receiversOfTheNetChangeAreCalled() {
        articles();
        factory.signals().changed().connect(Article.class, event -> log.add(EventLog.line(event)));

        delete(Article.class, "title = 'c'");

        assertThat(log)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("DELETED Article 0x")
                .contains("title c->null");
    }

    @Test
    void oneStatementDeletesWhatNobodyListensTo() {
        visits(5);

        assertThat(delete(Visit.class, "seconds < 3")).isEqualTo(3);

        assertThat(factory.statements().writes()).containsExactly("delete visit");
        assertThat(factory.count("Visit")).isEqualTo(2);
    }

    @Test
    void receiversOfOtherEntitiesDoNotMakeItSlow() {
        visits(5);
        factory.signals().preDelete().connect(Article.class, event -> log.add("no"));
        factory.signals().postSave().connect(Visit.class, event -> log.add("no"));

        assertThat(delete(Visit.class, "seconds < 3")).isEqualTo(3);

        assertThat(factory.statements().writes()).containsExactly("delete visit");
        assertThat(log).isEmpty();
    }

    @Test
    void aReceiverOfAnyEntityIsCalled() {
        visits(2);
        factory.signals().preDelete().connect(Object.class, event -> log.add("pre"), includingSubtypes());

        assertThat(delete(Visit.class, "seconds < 3")).isEqualTo(2);

        assertThat(log).containsExactly("pre", "pre");
    }

    @Test
    void withoutReceiversTheCascadesAreFollowedAllTheSame() {
        articles();

        assertThat(delete(Article.class, "views = 0")).isEqualTo(2);

        assertThat(factory.count("Article")).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(1);
    }

    @Test
    void parametersAreValuesAndNeverText() {
        visits(2);
        articles();

        factory.inTransaction(session -> {
            assertThat(SignalDelete.of(session, Article.class)
                            .where("title = :title", Map.of("title", "x' or '1' = '1"))
                            .execute())
                    .isZero();
            assertThat(SignalDelete.of(session, Article.class)
                            .where(
                                    "e.title in :titles and views < :views",
                                    Map.of("titles", List.of("a", "b"), "views", 5))
                            .execute())
                    .isEqualTo(1);
        });

        assertThat(factory.count("Article")).isEqualTo(2);
    }

    @Test
    void aConditionMayHaveSeveralParts() {
        articles();
        factory.signals().preDelete().connect(Article.class, event -> log.add(event.instance().title));

        delete(Article.class, "title = 'a' or exists (select 1 from Comment c where c.article = e and c.text = 'b1')");

        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void anUnknownAttributeIsHibernatesError() {
        assertThatThrownBy(() -> delete(Article.class, "colour = 1"))
                .hasStackTraceContaining(SemanticException.class.getName())
                .hasStackTraceContaining("colour");
    }

    @Test
    void allRowsAreDeletedIfAllIsCalled() {
        visits(3);
        factory.signals().postDelete().connect(Visit.class, event -> log.add("post"));

        int deleted = factory.fromTransaction(
                session -> SignalDelete.of(session, Visit.class).all().execute());

        assertThat(deleted).isEqualTo(3);
        assertThat(log).hasSize(3);
        assertThat(delete(Visit.class, "1 = 1")).isZero();
    }

    @Test
    void eachChunkIsAnnouncedAndDeletedBeforeTheNextOne() {
        visits(5);
        factory.signals().preDelete().connect(Visit.class, event -> log.add("pre " + event.instance().seconds));
        factory.signals().postDelete().connect(Visit.class, event -> log.add("post " + event.instance().seconds));

        factory.inTransaction(session -> assertThat(SignalDelete.of(session, Visit.class)
                        .all()
                        .inChunksOf(2)
                        .execute())
                .isEqualTo(5));

        assertThat(log)
                .containsExactly(
                        "pre 0", "pre 1", "post 0", "post 1", "pre 2", "pre 3", "post 2", "post 3", "pre 4", "post 4");
    }

    @Test
    void whatIsDeletedIsDecidedAtTheBeginning() {
        visits(6);
        factory.signals().preDelete().connect(Visit.class, event -> {});

        int deleted = factory.fromTransaction(session -> SignalDelete.of(session, Visit.class)
                .where("seconds >= (select avg(v.seconds) from Visit v)")
                .inChunksOf(1)
                .execute());

        assertThat(deleted).isEqualTo(3);
    }

    @Test
    void receiversMayWriteQueryAndFlush() {
        articles();
        AtomicInteger seen = new AtomicInteger();
        factory.signals().preDelete().connect(Article.class, event -> {
            seen.addAndGet(event.session()
                    .createQuery("select count(*) from Article", Long.class)
                    .getSingleResult()
                    .intValue());
            event.session().persist(new Audit("pre"));
            event.session().flush();
        });
        factory.signals().postDelete().connect(Article.class, event -> {
            seen.addAndGet(event.session()
                    .createQuery("select count(*) from Article", Long.class)
                    .getSingleResult()
                    .intValue());
            event.session().persist(new Audit("post"));
        });

        assertThat(delete(Article.class, "views = 0")).isEqualTo(2);

        assertThat(seen).hasValue(3 + 3 + 1 + 1);
        assertThat(factory.count("Audit")).isEqualTo(4);
    }

    @Test
    void anExceptionOfAReceiverLeavesAllRows() {
        articles();
        IllegalStateException veto = new IllegalStateException("veto");
        factory.signals().preDelete().connect(Article.class, event -> {
            if (event.instance().title.equals("c")) {
                throw veto;
            }
        });
        factory.signals().postDelete().connect(Article.class, event -> log.add("post"));

        assertThatThrownBy(() -> delete(Article.class, "views = 0")).isSameAs(veto);

        assertThat(log).isEmpty();
        assertThat(factory.count("Article")).isEqualTo(3);
    }

    @Test
    void aReceiverMayDeleteByQueryItself() {
        articles();
        visits(4);
        factory.signals()
                .preDelete()
                .connect(
                        Article.class,
                        event -> SignalDelete.of(event.session(), Visit.class)
                                .where("seconds >= 2")
                                .execute());
        factory.signals().preDelete().connect(Visit.class, event -> log.add("pre " + event.origin()));
        factory.signals().postDelete().connect(Visit.class, event -> log.add("post " + event.origin()));
        factory.signals().postDelete().connect(Article.class, event -> log.add("article " + event.origin()));

        assertThat(delete(Article.class, "views = 0")).isEqualTo(2);

        assertThat(log)
                .containsExactly(
                        "pre delete Visit where seconds >= 2",
                        "pre delete Visit where seconds >= 2",
                        "post delete Visit where seconds >= 2",
                        "post delete Visit where seconds >= 2",
                        "article delete Article where views = 0",
                        "article delete Article where views = 0");
        assertThat(factory.count("Visit")).isEqualTo(2);
    }

    @Test
    void withoutSignalsNothingIsSent() {
        articles();
        factory.signals().preDelete().connect(Article.class, event -> log.add("pre"));

        factory.inTransaction(session -> factory.signals()
                .withoutSignals(
                        session,
                        () -> SignalDelete.of(session, Article.class)
                                .where("views = 0")
                                .execute()));

        assertThat(log).isEmpty();
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void aRollbackBringsTheRowsBack() {
        articles();
        factory.signals().postDelete().connect(Article.class, event -> log.add("back"), afterRollback());

        factory.sessionFactory().inSession(session -> {
            session.beginTransaction();
            SignalDelete.of(session, Article.class).where("views = 0").execute();
            session.getTransaction().rollback();
        });

        assertThat(log).hasSize(2);
        assertThat(factory.count("Article")).isEqualTo(3);
    }

    @Test
    void aDeletionMayBeExecutedAgain() {
        visits(3);
        factory.signals().preDelete().connect(Visit.class, event -> log.add("pre"));

        factory.inTransaction(session -> {
            SignalDelete<Visit> deletion = SignalDelete.of(session, Visit.class).where("seconds >= :s", Map.of("s", 1));
            assertThat(deletion.execute()).isEqualTo(2);
            session.persist(new Visit(9));
            assertThat(deletion.execute()).isEqualTo(1);
            assertThat(deletion.type()).isEqualTo(Visit.class);
        });

        assertThat(log).hasSize(3);
    }

    @Test
    void anAuthorIsKeptByNothingButItsArticles() {
        factory.saved(new Author("x"));

        assertThat(delete(Author.class, "name = 'x'")).isEqualTo(1);
        assertThat(factory.statements().writes()).containsExactly("delete author");
    }
}
