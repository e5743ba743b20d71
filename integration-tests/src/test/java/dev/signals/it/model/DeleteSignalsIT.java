package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.hasQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@OnEveryDatabase
class DeleteSignalsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Comment> comments = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Cover cover;

        Comment comment(String text) {
            Comment comment = new Comment();
            comment.article = this;
            comment.text = text;
            comments.add(comment);
            return comment;
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Article article;

        String text;
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        @GeneratedValue
        Long id;
    }

    private final Database database;
    private final TestFactory factory;
    private Long id = 0L;

    DeleteSignalsIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, Article.class, Comment.class, Cover.class, Tag.class);
    }

    @BeforeEach
    void anArticleWithTwoCommentsAndACover() {
        id = factory.fromTransaction(session -> {
            Article article = new Article();
            article.comment("first");
            article.comment("second");
            article.cover = new Cover();
            session.persist(article);
            return article.id;
        });
        factory.statements().clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void removeAnnouncesTheWholeCascadeBeforeAnythingIsRemovedAndAfterTheFlush() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.remove(session.find(Article.class, id));
            log.add("removed");
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Comment CASCADE",
                        "pre_delete Comment CASCADE",
                        "pre_delete Article EXPLICIT",
                        "pre_delete Cover CASCADE",
                        "removed",
                        "post_delete Comment",
                        "post_delete Comment",
                        "post_delete Article",
                        "post_delete Cover");
        assertThat(factory.count("Comment")).isZero();
    }

    @Test
    void aRemovedChildThatItsParentKeepsIsSavedIfItIsChangedToo() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(Comment.class, event -> event.instance().text += "!");

        factory.inTransaction(session -> {
            Comment kept = session.find(Article.class, id).comments.get(0);
            session.remove(kept);
            kept.text = "changed";
        });

        assertThat(log.lines()).containsExactly("pre_delete Comment EXPLICIT", "pre_save Comment", "post_save Comment");
        assertThat(factory.sql("select count(*) from Comment where text = 'changed!'"))
                .isEqualTo(1L);
    }

    @Test
    void everyDeletionOfACascadeHasTheRemovedEntityAsOrigin() {
        List<Object> origins = new ArrayList<>();
        factory.signals().preDelete().connect(event -> origins.add(event.origin()));
        factory.signals().postDelete().connect(event -> origins.add(event.origin()));

        Article removed = factory.fromTransaction(session -> {
            Article article = session.find(Article.class, id);
            session.remove(article);
            return article;
        });

        assertThat(origins).hasSize(8).allMatch(origin -> origin == removed);
    }

    @Test
    void anOrphanIsAnnouncedBeforeTheFlushWithItsOwnerAsOrigin() {
        EventLog log = EventLog.of(factory.signals());
        AtomicReference<Object> origin = new AtomicReference<>();
        factory.signals().preDelete().connect(Comment.class, event -> origin.set(event.origin()));

        Article owner = factory.fromTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.comments.remove(0);
            article.cover = null;
            return article;
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Comment ORPHAN",
                        "pre_delete Cover ORPHAN",
                        "pre_save Article",
                        "post_save Article",
                        "post_delete Comment",
                        "post_delete Cover");
        assertThat(origin.get()).isSameAs(owner);
        assertThat(factory.count("Comment")).isEqualTo(1);
        assertThat(factory.count("Cover")).isZero();
    }

    @Test
    void anExceptionOfPreDeleteKeepsEverything() {
        factory.signals().preDelete().connect(Article.class, event -> {
            throw new IllegalStateException("keep it");
        });

        assertThatThrownBy(() -> factory.inTransaction(session -> session.remove(session.find(Article.class, id))))
                .hasMessageContaining("keep it");

        assertThat(factory.count("Article")).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(2);
    }

    @Test
    void aReceiverMayQueryPersistAndRemoveOthersWhileADeletionIsAnnounced() {
        factory.signals().preDelete().connect(Comment.class, event -> {
            event.session().createSelectionQuery("from Comment", Comment.class).getResultList();
            event.session().persist(new Tag());
        });
        factory.signals()
                .postDelete()
                .connect(Article.class, event -> event.session().persist(new Tag()));

        factory.inTransaction(session -> session.remove(session.find(Article.class, id)));

        assertThat(factory.count("Tag")).isEqualTo(3);
        assertThat(factory.count("Article")).isZero();
    }

    @Test
    void removeThenPersistAnnouncesNoDeletionAsDone() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            session.remove(article);
            session.persist(article);
        });

        assertThat(log.lines()).doesNotContain("post_delete Article", "post_delete Comment", "post_delete Cover");
        assertThat(factory.count("Article")).isEqualTo(1);
        assertThat(factory.count("Comment")).isEqualTo(2);
    }

    @Test
    void persistThenRemoveBeforeTheFlushAnnouncesBothAndThenWhatWasWritten() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Tag tag = new Tag();
            session.persist(tag);
            session.remove(tag);
        });

        List<String> written = hasQueueOf7()
                ? List.of("pre_save Tag new", "pre_delete Tag EXPLICIT", "post_save Tag created", "post_delete Tag")
                : List.of("pre_save Tag new", "pre_delete Tag EXPLICIT"); // The new queue writes nothing.
        assertThat(log.lines()).isEqualTo(written);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate always loads an enhanced entity before it removes it")
    void pitfall22_withoutADeleteReceiverAReferenceIsRemovedWithoutLoadingIt() {
        try (TestFactory silent = TestFactory.of(database, Tag.class)) {
            silent.signals().preSave().connect(event -> {});
            Long tag = saved(silent);

            silent.inTransaction(session -> session.remove(session.getReference(Tag.class, tag)));

            assertThat(silent.statements().all()).containsExactly("delete tag");
        }
    }

    /** As with Bean Validation or Envers: a listener for stateless sessions is there then, see decision 1. */
    @Test
    void withADeleteReceiverForAnotherTypeAReferenceIsLoaded() {
        factory.signals().preDelete().connect(Article.class, event -> {});
        Long tag = saved(factory);

        factory.inTransaction(session -> session.remove(session.getReference(Tag.class, tag)));

        assertThat(factory.statements().all()).containsExactly("select tag", "delete tag");
    }

    private static Long saved(TestFactory factory) {
        Tag tag = new Tag();
        factory.inTransaction(session -> session.persist(tag));
        factory.statements().clear();
        return tag.id;
    }

    @Test
    void withADeleteReceiverAReferenceIsLoadedSoThatTheReceiverSeesTheEntity() {
        List<Object> seen = new ArrayList<>();
        factory.signals().preDelete().connect(Article.class, event -> seen.add(event.instance()));

        factory.inTransaction(session -> session.remove(session.getReference(Article.class, id)));

        assertThat(seen).singleElement().isExactlyInstanceOf(Article.class);
        assertThat(factory.count("Article")).isZero();
    }

    @Test
    void aDeletionTakenBackByClearIsNotAnnouncedAsDone() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.remove(session.find(Article.class, id));
            session.clear();
        });

        assertThat(log.lines()).doesNotContain("post_delete Article");
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void aDeletionByHqlAnnouncesNothing() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(
                session -> session.createMutationQuery("delete from Comment").executeUpdate());

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Comment")).isZero();
    }

    @Test
    void causeIsExplicitForTheEntityOnWhichRemoveWasCalled() {
        List<DeleteCause> causes = new ArrayList<>();
        factory.signals().postDelete().connect(Article.class, event -> causes.add(event.cause()));

        factory.inTransaction(this::removeArticle);

        assertThat(causes).containsExactly(DeleteCause.EXPLICIT);
    }

    private void removeArticle(Session session) {
        session.remove(session.find(Article.class, id));
    }
}
