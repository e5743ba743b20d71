package dev.signals.it.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signals.hibernate.ProtectedReferencesException;
import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.removal.Press.Album;
import dev.signals.it.removal.Press.Article;
import dev.signals.it.removal.Press.Author;
import dev.signals.it.removal.Press.Comment;
import dev.signals.it.removal.Press.Draft;
import dev.signals.it.removal.Press.Folder;
import dev.signals.it.removal.Press.Medium;
import dev.signals.it.removal.Press.Node;
import dev.signals.it.removal.Press.Photo;
import dev.signals.it.removal.Press.Place;
import dev.signals.it.removal.Press.Remark;
import dev.signals.it.removal.Press.Report;
import dev.signals.it.removal.Press.Seat;
import dev.signals.it.removal.Press.Story;
import dev.signals.it.removal.Press.Tag;
import dev.signals.it.removal.Press.Ticket;
import dev.signals.it.removal.Press.Visit;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that would still refer to deleted rows protect them, and that is found before anything is sent. */
@OnEveryDatabase
class ProtectedReferencesIT {

    private final TestFactory factory;
    private final List<Object> announced = new ArrayList<>();

    ProtectedReferencesIT(Database database) {
        factory = TestFactory.of(database, Press.ENTITIES);
        factory.signals().preDelete().connect(event -> announced.add(event.instance()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void assertProtected(Class<?> type, String condition, Map<String, Long> references) {
        String name = Press.class.getName() + "$";
        factory.inTransaction(session -> {
            ProtectedReferencesException thrown = catchThrowableOfType(
                    ProtectedReferencesException.class,
                    () -> SignalDelete.of(session, type).where(condition).execute());
            assertThat(thrown).isNotNull();
            assertThat(thrown.references()).hasSize(references.size());
            references.forEach((attribute, count) -> {
                assertThat(thrown.references()).containsEntry(name + attribute, count);
                assertThat(thrown).hasMessageContaining(count + " reference").hasMessageContaining(attribute);
            });
            assertThat(session.getTransaction().getRollbackOnly()).isFalse();
        });
        assertThat(announced).isEmpty();
    }

    private int delete(Class<?> type, String condition) {
        return factory.fromTransaction(
                session -> SignalDelete.of(session, type).where(condition).execute());
    }

    private void save(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    @Test
    void rowsThatReferToASelectedRowProtectIt() {
        save(session -> {
            Author author = new Author("x");
            session.persist(author);
            for (int i = 0; i < 3; i++) {
                Article article = new Article("t", i);
                article.author = author;
                session.persist(article);
            }
            session.persist(new Author("y"));
        });

        assertProtected(Author.class, "1 = 1", Map.of("Article.author", 3L));
        assertThat(factory.count("Author")).isEqualTo(2);
        assertThat(delete(Author.class, "name = 'y'")).isEqualTo(1);
    }

    @Test
    void aBulkDeletionIsProtectedToo() {
        try (TestFactory quiet = TestFactory.of(Database.H2, Press.ENTITIES)) {
            quiet.inTransaction(session -> {
                Article article = new Article("t", 0);
                article.author = new Author("x");
                session.persist(article.author);
                session.persist(article);
            });
            quiet.inTransaction(session -> assertThat(catchThrowableOfType(
                            ProtectedReferencesException.class,
                            () -> SignalDelete.of(session, Author.class).all().execute()))
                    .hasMessageContaining("1 reference by"));
        }
    }

    @Test
    void rowsThatReferToWhatACascadeTakesAlongProtectItAsWell() {
        save(session -> {
            Article article = new Article("t", 0, "c1", "c2");
            session.persist(article);
            for (Comment comment : article.comments) {
                Report report = new Report();
                report.comment = comment;
                session.persist(report);
            }
            session.persist(new Article("u", 1, "c3"));
        });

        assertProtected(Article.class, "1 = 1", Map.of("Report.comment", 2L));
        assertThat(delete(Article.class, "views = 1")).isEqualTo(1);
    }

    @Test
    void aReferenceBetweenRowsThatAreRemovedTogetherProtectsNothing() {
        save(session -> {
            Article article = new Article("t", 0, "c1", "c2");
            article.comments.get(1).replyTo = article.comments.get(0);
            article.comments.get(0).replyTo = null;
            session.persist(article);
            Article other = new Article("u", 1, "c3");
            session.persist(other);
            other.comments.get(0).replyTo = article.comments.get(1);
        });

        assertProtected(Article.class, "views = 0", Map.of("Comment.replyTo", 1L));
    }

    @Test
    void selectedRowsThatReferToEachOtherProtectNothing() {
        save(session -> {
            Folder root = new Folder(1, null);
            session.persist(root);
            Folder child = new Folder(2, root);
            session.persist(child);
            Folder young = new Folder(3, child);
            young.old = false;
            session.persist(young);
        });

        assertProtected(Folder.class, "old = true", Map.of("Folder.parent", 1L));
        assertThat(delete(Folder.class, "1 = 1")).isEqualTo(3);
    }

    @Test
    void whatIsTakenAlongByARecursiveCascadeIsProtected() {
        save(session -> {
            Node root = new Node(1, null);
            Node child = new Node(2, root);
            Node grandchild = new Node(3, child);
            Node other = new Node(4, null);
            other.link = grandchild;
            session.persist(root);
            session.persist(other);
        });

        assertProtected(Node.class, "id = 1", Map.of("Node.link", 1L));
        assertThat(delete(Node.class, "id in (1, 4)")).isEqualTo(2);
        assertThat(factory.count("Node")).isZero();
    }

    @Test
    void linkRowsOfTheOtherSideProtect() {
        save(session -> {
            Tag tag = new Tag();
            tag.id = 1;
            session.persist(tag);
            Tag unused = new Tag();
            unused.id = 2;
            session.persist(unused);
            Story story = new Story();
            story.id = 1;
            story.tags.add(tag);
            session.persist(story);
        });

        assertProtected(Tag.class, "1 = 1", Map.of("Story.tags", 1L));
        assertThat(delete(Tag.class, "stories is empty")).isEqualTo(1);
        assertThat(delete(Story.class, "id = 1")).isEqualTo(1);
        assertThat(delete(Tag.class, "id = 1")).isEqualTo(1);
    }

    @Test
    void aReferenceToASubclassProtectsWhenItsSuperclassIsDeleted() {
        save(session -> {
            Photo photo = new Photo();
            photo.id = 1;
            session.persist(photo);
            Medium medium = new Medium();
            medium.id = 2;
            session.persist(medium);
            Album album = new Album();
            album.id = 1;
            album.cover = photo;
            session.persist(album);
        });

        assertProtected(Medium.class, "1 = 1", Map.of("Album.cover", 1L));
        assertThat(delete(Medium.class, "id = 2")).isEqualTo(1);
    }

    @Test
    void aReferenceToAnEmbeddedIdProtects() {
        save(session -> {
            Seat seat = new Seat();
            seat.place = new Place(1, 2);
            session.persist(seat);
            Ticket ticket = new Ticket();
            ticket.id = 1;
            ticket.seat = seat;
            session.persist(ticket);
        });

        assertProtected(Seat.class, "broken = false", Map.of("Ticket.seat", 1L));
    }

    @Test
    void whatTheDatabaseDeletesAndWhatStaysSoftlyProtectsNothing() {
        save(session -> {
            Visit visit = new Visit(1);
            session.persist(visit);
            Report report = new Report();
            report.visit = visit;
            session.persist(report);
            Draft draft = new Draft();
            draft.id = 1;
            session.persist(draft);
            Remark remark = new Remark();
            remark.id = 1;
            remark.draft = draft;
            session.persist(remark);
        });

        assertThat(delete(Visit.class, "1 = 1")).isEqualTo(1);
        assertThat(factory.count("Report")).isZero();
        assertThat(delete(Draft.class, "1 = 1")).isEqualTo(1);
        assertThat(factory.count("Draft")).isEqualTo(1);
    }

    @Test
    void afterAProtectedDeletionTheTransactionGoesOn() {
        save(session -> {
            Article article = new Article("t", 0);
            article.author = new Author("x");
            session.persist(article.author);
            session.persist(article);
        });

        factory.inTransaction(session -> {
            assertThat(catchThrowableOfType(
                            ProtectedReferencesException.class,
                            () -> SignalDelete.of(session, Author.class).all().execute()))
                    .isNotNull();
            SignalDelete.of(session, Article.class).all().execute();
            assertThat(SignalDelete.of(session, Author.class).all().execute()).isEqualTo(1);
        });

        assertThat(factory.count("Author")).isZero();
        assertThat(announced).hasSize(2);
    }
}
