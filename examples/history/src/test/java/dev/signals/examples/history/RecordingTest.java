package dev.signals.examples.history;

import static dev.signals.hibernate.event.ChangeKind.CREATED;
import static dev.signals.hibernate.event.ChangeKind.DELETED;
import static dev.signals.hibernate.event.ChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.examples.history.library.Author;
import dev.signals.examples.history.library.Book;
import dev.signals.examples.history.library.Place;
import dev.signals.examples.history.library.Subject;
import dev.signals.hibernate.QuietUpdate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded, and what is not. */
@OnBothDatabases
class RecordingTest extends HistoryTestCase {

    @BeforeEach
    void aBookIsThere() {
        test.commit(HistoryTestCase::persistBook);
    }

    @Test
    void aNewEntityHasAVersionWithAllItsValues() {
        EntityVersion version = test.latest(Book.class, 1);

        assertThat(version.kind()).isEqualTo(CREATED);
        assertThat(version.changedAt()).isEqualTo(test.now());
        assertThat(version.changes())
                .containsExactly(
                        new AttributeChange("author", null, "Quill"),
                        new AttributeChange("place.room", null, "hall"),
                        new AttributeChange("place.shelf", null, "12"),
                        new AttributeChange("title", null, "Whales"),
                        new AttributeChange("subjects", null, "sea"));
    }

    @Test
    void aTransactionMakesOneVersionOfEachEntityWithItsNetChange() {
        test.commit(session -> {
            book(session).setTitle("Wales");
            session.flush();
            book(session).setTitle("Whales of the North");
            book(session).getSubjects().clear();
            session.persist(new Author("Baker"));
        });

        assertThat(test.of(Book.class, 1)).hasSize(2);
        assertThat(test.latest(Book.class, 1).changes())
                .containsExactly(
                        new AttributeChange("title", "Whales", "Whales of the North"),
                        new AttributeChange("subjects", "sea", null));
        assertThat(test.of(Author.class, "Baker")).hasSize(1);
    }

    @Test
    void aChangeThatIsTakenBackInItsTransactionIsNotRecorded() {
        test.commit(session -> {
            book(session).setTitle("Wales");
            session.flush();
            book(session).setTitle("Whales");
        });

        assertThat(test.of(Book.class, 1)).hasSize(1);
    }

    @Test
    void anEntityThatIsCreatedAndDeletedInATransactionIsNotRecorded() {
        test.commit(session -> {
            Author author = new Author("Baker");
            session.persist(author);
            session.flush();
            session.remove(author);
        });

        assertThat(test.of(Author.class, "Baker")).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackIsNotRecorded() {
        test.rollBack(session -> book(session).setTitle("Wales"));

        assertThat(test.of(Book.class, 1)).hasSize(1);
    }

    @Test
    void allVersionsOfATransactionHaveOneTime() {
        List<EntityVersion> versions = test.read(session -> new History(session).since(Instant.EPOCH));

        assertThat(versions).hasSize(4).extracting(EntityVersion::changedAt).containsOnly(test.now());
    }

    @Test
    void theHistoryHasNoHistory() {
        List<EntityVersion> versions = test.read(session -> new History(session).since(test.now()));

        assertThat(versions)
                .extracting(EntityVersion::toString)
                .containsExactlyInAnyOrder("Author Quill", "Subject sea", "Subject ice", "Book 1");
    }

    @Test
    void anExcludedAttributeMakesNoVersionAndIsInNone() {
        test.commit(session -> book(session).view());
        assertThat(test.of(Book.class, 1)).hasSize(1);

        test.commit(session -> {
            book(session).view();
            book(session).setTitle("Wales");
        });
        assertThat(test.latest(Book.class, 1).changes())
                .extracting(AttributeChange::attribute)
                .containsExactly("title");
        assertThat(test.latest(Book.class, 1).state()).doesNotContainKey("views");
    }

    @Test
    void aManyToManyIsRecordedByKeyEvenIfNothingElseHasChanged() {
        test.commit(session -> {
            book(session).getSubjects().clear();
            book(session).getSubjects().add(session.getReference(Subject.class, "ice"));
        });

        EntityVersion version = test.latest(Book.class, 1);
        assertThat(version.kind()).isEqualTo(UPDATED);
        assertThat(version.changes()).containsExactly(new AttributeChange("subjects", "sea", "ice"));
        assertThat(version.state()).containsEntry("subjects", List.of("ice"));
    }

    @Test
    void aCollectionThatIsReplacedWithoutHavingBeenLoadedHasLostTheElementsOfTheLatestVersion() {
        test.commit(session -> book(session).setSubjects(new HashSet<>(Set.of(new Subject("ice")))));

        assertThat(test.latest(Book.class, 1).changes()).containsExactly(new AttributeChange("subjects", "sea", "ice"));
    }

    @Test
    void partsOfAnEmbeddableAreRecordedByPath() {
        test.commit(session -> book(session).setPlace(new Place("hall", 13)));

        assertThat(test.latest(Book.class, 1).changes())
                .containsExactly(new AttributeChange("place.shelf", "12", "13"));
        assertThat(test.latest(Book.class, 1).state()).containsEntry("place", Map.of("room", "hall", "shelf", 13L));
    }

    @Test
    void userAndReasonAreRecorded() {
        assertThat(test.latest(Book.class, 1).changedBy()).isEmpty();
        assertThat(test.latest(Book.class, 1).reason()).isEmpty();

        test.commit(session -> {
            test.signals().context(session).put(HistoryRecorder.USER, "ada");
            test.signals().because(session, "typing error", () -> book(session).setTitle("Wales"));
        });

        assertThat(test.latest(Book.class, 1).changedBy()).contains("ada");
        assertThat(test.latest(Book.class, 1).reason()).contains("typing error");
    }

    @Test
    void aDeletionKeepsTheLastStateAlsoOfACollectionThatWasNotLoaded() {
        Map<String, ?> state = test.latest(Book.class, 1).state();

        test.commit(session -> session.remove(session.getReference(Book.class, 1)));

        EntityVersion version = test.latest(Book.class, 1);
        assertThat(version.kind()).isEqualTo(DELETED);
        assertThat(version.state()).isEqualTo(state).containsEntry("subjects", List.of("sea"));
        assertThat(version.changes())
                .contains(new AttributeChange("title", "Whales", null), new AttributeChange("subjects", "sea", null));
    }

    @Test
    void anEntityThatIsOlderThanItsHistoryHasItsWholeStateInTheFirstVersion() {
        test.commit(session ->
                session.createMutationQuery("delete from EntityVersion").executeUpdate());

        test.commit(session -> book(session).setTitle("Wales"));

        assertThat(test.of(Book.class, 1)).hasSize(1);
        assertThat(test.latest(Book.class, 1).state())
                .containsEntry("title", "Wales")
                .containsEntry("author", "Quill")
                .containsEntry("subjects", List.of("sea"));
    }

    @Test
    void bulkStatementsAndQuietUpdatesAreNotRecorded() {
        test.commit(session ->
                session.createMutationQuery("update Book set title = 'Bulk'").executeUpdate());
        test.commit(session ->
                QuietUpdate.of(session, book(session)).set("title", "Quiet").execute());

        assertThat(title()).isEqualTo("Quiet");
        assertThat(test.of(Book.class, 1)).hasSize(1);
    }

    @Test
    void aChangeWhoseVersionCannotBeWrittenIsNotWrittenEither() {
        assertThatThrownBy(() -> test.commit(session -> {
                    test.signals().context(session).put(HistoryRecorder.USER, "a".repeat(1000));
                    book(session).setTitle("Wales");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(title()).isEqualTo("Whales");
        assertThat(test.of(Book.class, 1)).hasSize(1);
    }

    @Test
    void statelessSessionsAreNotRecorded() {
        test.factory().inStatelessTransaction(session -> {
            Book book = session.get(Book.class, 1);
            book.setTitle("Stateless");
            session.update(book);
        });

        assertThat(title()).isEqualTo("Stateless");
        assertThat(test.of(Book.class, 1)).hasSize(1);
    }

    @Test
    void aReplicatedEntityIsRecordedAlthoughItsOldValuesAreNotKnown() {
        test.commit(RecordingTest::replicate);

        EntityVersion version = test.latest(Book.class, 1);
        assertThat(version.kind()).isEqualTo(UPDATED);
        assertThat(version.state()).containsEntry("title", "Replica");
    }

    @SuppressWarnings("deprecation") // also what is deprecated has a history
    private static void replicate(Session session) {
        Author author = session.getReference(Author.class, "Quill");
        session.replicate(new Book(1, "Replica", author, new Place("hall", 12)), ReplicationMode.OVERWRITE);
    }

    @Test
    void aSessionThatSharesTheTransactionIsRecorded() {
        test.factory().inSession(session -> {
            Transaction transaction = session.beginTransaction();
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Author("Baker"));
                child.flush();
                transaction.commit();
            }
        });

        assertThat(test.of(Author.class, "Baker")).hasSize(1);
    }

    @Test
    void sessionsThatAreOpenAtOnceHaveVersionsOfTheirOwn() {
        try (Session ada = test.factory().openSession();
                Session grace = test.factory().openSession()) {
            Transaction first = begin(ada, "ada");
            Transaction second = begin(grace, "grace");
            book(ada).setTitle("Wales");
            grace.persist(new Author("Baker"));
            grace.flush();
            ada.flush();
            second.commit();
            first.commit();
        }

        assertThat(test.latest(Book.class, 1).changedBy()).contains("ada");
        assertThat(test.latest(Author.class, "Baker").changedBy()).contains("grace");
    }

    private Transaction begin(Session session, String user) {
        test.signals().context(session).put(HistoryRecorder.USER, user);
        return session.beginTransaction();
    }

    private String title() {
        return test.read(session -> book(session).getTitle());
    }

    private static Book book(Session session) {
        return session.find(Book.class, 1);
    }
}
