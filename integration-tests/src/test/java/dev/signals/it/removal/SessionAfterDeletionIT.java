package dev.signals.it.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.removal.Press.Article;
import dev.signals.it.removal.Press.Audit;
import dev.signals.it.removal.Press.Author;
import dev.signals.it.removal.Press.Comment;
import dev.signals.it.removal.Press.Visit;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a deletion leaves in the session: what was there, what receivers have changed, and nothing else. */
@OnEveryDatabase
class SessionAfterDeletionIT {

    private final TestFactory factory;

    SessionAfterDeletionIT(Database database) {
        factory = TestFactory.of(database, Press.ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** Saves articles of their own authors, with a comment each. */
    private void articles(int count) {
        factory.inTransaction(session -> {
            for (int i = 0; i < count; i++) {
                Article article = new Article("t" + i, i, "c" + i);
                article.author = new Author("a" + i);
                session.persist(article.author);
                session.persist(article);
            }
        });
        factory.statements().clear();
    }

    private static Article article(Session session, String title) {
        return session.createQuery("from Article where title = :t", Article.class)
                .setParameter("t", title)
                .getSingleResult();
    }

    private static int size(Session session) {
        return session.getStatistics().getEntityCount();
    }

    @Test
    void theSessionDoesNotGrowWhateverReceiversLoadAndPersist() {
        articles(12);
        List<Integer> sizes = new ArrayList<>();
        factory.signals().preDelete().connect(Article.class, event -> {
            assertThat(event.instance().author.getName()).startsWith("a");
            event.session().persist(new Audit(event.instance().title));
        });
        factory.signals().postDelete().connect(Article.class, event -> {
            event.session().persist(new Audit(event.instance().title));
            sizes.add(size(event.session()));
        });

        factory.inTransaction(session -> {
            assertThat(SignalDelete.of(session, Article.class)
                            .all()
                            .inChunksOf(2)
                            .execute())
                    .isEqualTo(12);
            assertThat(size(session)).isZero();
        });

        assertThat(sizes).hasSize(12).allMatch(size -> size <= 8);
        assertThat(factory.count("Audit")).isEqualTo(24);
    }

    @Test
    void referencesThatNobodyHasLoadedAreDroppedToo() {
        articles(6);
        factory.signals().postDelete().connect(Article.class, event -> {});

        factory.inTransaction(session -> {
            SignalDelete.of(session, Article.class).all().inChunksOf(2).execute();
            Author author = session.createQuery("from Author where name = 'a1'", Author.class)
                    .getSingleResult();
            assertThat(author.getClass()).isEqualTo(Author.class);
        });
    }

    @Test
    void whatWasManagedStaysManagedWithItsPendingChanges() {
        articles(4);
        factory.signals().preDelete().connect(Article.class, event -> {});

        factory.inTransaction(session -> {
            Article kept = article(session, "t3");
            Author author = kept.author;
            Author proxy = article(session, "t1").author;
            Visit created = new Visit(1);
            session.persist(created);
            kept.title = "changed";

            SignalDelete.of(session, Article.class)
                    .where("views < 3")
                    .inChunksOf(1)
                    .execute();

            assertThat(session.contains(kept)).isTrue();
            assertThat(session.contains(created)).isTrue();
            assertThat(kept.author).isSameAs(author);
            author.lose(7);
            created.seconds = 9;
            proxy.lose(5);
            kept.comments.get(0).text = "later";
        });

        assertThat(factory.sql("select title from Article")).isEqualTo("changed");
        assertThat(factory.sql("select losses from Author where name = 'a3'")).isEqualTo(7);
        assertThat(factory.sql("select seconds from Visit")).isEqualTo(9);
        assertThat(factory.sql("select losses from Author where name = 'a1'")).isEqualTo(5);
        assertThat(factory.sql("select text from Comment")).isEqualTo("later");
    }

    @Test
    void aManagedInstanceOfADeletedRowIsRemoved() {
        articles(2);

        factory.inTransaction(session -> {
            Article managed = article(session, "t0");
            managed.title = "pending";

            assertThat(SignalDelete.of(session, Article.class)
                            .where("title = 'pending'")
                            .execute())
                    .isEqualTo(1);

            assertThat(session.contains(managed)).isFalse();
            assertThat(session.find(Article.class, managed.id)).isNull();
        });
    }

    @Test
    void aManagedInstanceOfABulkDeletedClassIsRemovedToo() {
        Visit visit = factory.saved(new Visit(1));
        factory.saved(new Visit(2));

        factory.inTransaction(session -> {
            Visit managed = session.find(Visit.class, visit.id);
            assertThat(SignalDelete.of(session, Visit.class).all().execute()).isEqualTo(2);
            assertThat(session.contains(managed)).isFalse();
        });
    }

    @Test
    void whatAReceiverHasChangedStaysManaged() {
        articles(6);
        Author loser = factory.saved(new Author("loser"));
        Author[] held = new Author[1];
        factory.signals().postDelete().connect(Article.class, event -> {
            if (held[0] == null) {
                held[0] = event.session().find(Author.class, loser.id);
            }
            held[0].losses++;
        });

        factory.inTransaction(session ->
                SignalDelete.of(session, Article.class).all().inChunksOf(1).execute());

        assertThat(factory.sql("select losses from Author where name = 'loser'"))
                .isEqualTo(6);
    }

    @Test
    void whatAReceiverHasPersistedAndGoesOnChangingStaysManaged() {
        articles(5);
        Audit[] summary = new Audit[1];
        factory.signals().postDelete().connect(Article.class, event -> {
            if (summary[0] == null) {
                summary[0] = new Audit("");
                event.session().persist(summary[0]);
            }
            summary[0].text += event.instance().title + " ";
        });

        factory.inTransaction(session ->
                SignalDelete.of(session, Article.class).all().inChunksOf(2).execute());

        assertThat(factory.sql("select text from Audit")).isEqualTo("t0 t1 t2 t3 t4 ");
    }

    @Test
    void aManagedEntityThatRefersToWhatWasLoadedKeepsIt() {
        articles(3);
        factory.signals()
                .preDelete()
                .connect(
                        Article.class,
                        event -> assertThat(event.session()
                                        .createQuery("from Author", Author.class)
                                        .getResultList())
                                .isNotEmpty());

        factory.inTransaction(session -> {
            Comment comment = session.createQuery("select c from Comment c where c.text = 'c2'", Comment.class)
                    .getSingleResult();

            SignalDelete.of(session, Article.class).where("views = 0").execute();
            comment.article.getAuthor().lose(3);
        });

        assertThat(factory.sql("select losses from Author where name = 'a2'")).isEqualTo(3);
    }
}
