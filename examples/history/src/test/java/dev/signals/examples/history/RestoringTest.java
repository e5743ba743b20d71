package dev.signals.examples.history;

import static dev.signals.hibernate.event.ChangeKind.CREATED;
import static dev.signals.hibernate.event.ChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.examples.history.library.Author;
import dev.signals.examples.history.library.Book;
import dev.signals.examples.history.library.Place;
import dev.signals.examples.history.library.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an entity was like at a time, and how it gets there again. */
@OnBothDatabases
class RestoringTest extends HistoryTestCase {

    private Instant created;

    @BeforeEach
    void aBookIsThere() {
        test.commit(HistoryTestCase::persistBook);
        created = test.now();
    }

    @Test
    void aVersionIsFoundByTimeWhileTheEntityIsThere() {
        test.commit(session -> book(session).setTitle("Wales"));
        Instant changed = test.now();
        test.commit(session -> session.remove(book(session)));

        assertThat(titleAt(created.minusSeconds(1))).isEmpty();
        assertThat(titleAt(created)).contains("Whales");
        assertThat(titleAt(changed.minusSeconds(1))).contains("Whales");
        assertThat(titleAt(changed)).contains("Wales");
        assertThat(titleAt(changed.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void aChangedEntityIsRestoredWithAssociationsAndEmbeddables() {
        test.commit(session -> {
            Author baker = new Author("Baker");
            session.persist(baker);
            book(session).setAuthor(baker);
            book(session).setTitle("Bread");
            book(session).setPlace(new Place("cellar", 1));
            book(session).getSubjects().add(session.getReference(Subject.class, "ice"));
        });

        restore(test.of(Book.class, 1).get(0));

        Book book = book();
        assertThat(book.getAuthor().getName()).isEqualTo("Quill");
        assertThat(book.getTitle()).isEqualTo("Whales");
        assertThat(book.getPlace()).isEqualTo(new Place("hall", 12));
        assertThat(book.getSubjects()).extracting(Subject::getName).containsExactly("sea");
    }

    @Test
    void aRestorationIsItselfRecordedWithTheReasonOfItsUser() {
        test.commit(session -> book(session).setTitle("Wales"));
        EntityVersion first = test.of(Book.class, 1).get(0);

        test.commit(session -> test.signals().because(session, "a mistake", () -> new History(session).restore(first)));

        EntityVersion latest = test.latest(Book.class, 1);
        assertThat(test.of(Book.class, 1)).hasSize(3);
        assertThat(latest.kind()).isEqualTo(UPDATED);
        assertThat(latest.reason()).contains("a mistake");
        assertThat(latest.changes()).containsExactly(new AttributeChange("title", "Wales", "Whales"));
        assertThat(latest.state()).isEqualTo(first.state());
    }

    @Test
    void aDeletedEntityIsPersistedAnew() {
        test.commit(session -> session.remove(book(session)));
        EntityVersion deletion = test.latest(Book.class, 1);

        restore(deletion);

        assertThat(book().getAuthor().getName()).isEqualTo("Quill");
        assertThat(book().getSubjects()).extracting(Subject::getName).containsExactly("sea");
        assertThat(test.latest(Book.class, 1).kind()).isEqualTo(CREATED);
        assertThat(test.latest(Book.class, 1).state()).isEqualTo(deletion.state());
    }

    @Test
    void aDeletedEntityWithAGeneratedIdentifierGetsAnotherOne() {
        Camera camera = new Camera();
        camera.price = new BigDecimal("12.50");
        test.commit(session -> session.persist(camera));
        test.commit(session -> session.remove(session.find(Camera.class, camera.id)));

        Camera restored = (Camera) restore(test.latest(Camera.class, camera.id));

        assertThat(restored.id).isNotEqualTo(camera.id);
        assertThat(restored.price).isEqualTo(new BigDecimal("12.50"));
        assertThat(test.latest(Camera.class, restored.id).kind()).isEqualTo(CREATED);
    }

    @Test
    void anEntityWithAVersionIsRestoredAsItsNextVersion() {
        Camera camera = new Camera();
        test.commit(session -> session.persist(camera));
        test.commit(session -> session.find(Camera.class, camera.id).lenses = 3);

        Camera restored = (Camera) restore(test.of(Camera.class, camera.id).get(0));

        assertThat(restored.id).isEqualTo(camera.id);
        assertThat(restored.lenses).isZero();
        assertThat(restored.version).isEqualTo(2);
        assertThat(test.of(Camera.class, camera.id)).hasSize(3);
    }

    @Test
    void anEntityCannotComeBackWithoutTheOneItRefersTo() {
        test.commit(session -> session.remove(book(session)));
        test.commit(session -> session.remove(session.find(Author.class, "Quill")));

        assertThatThrownBy(() -> restore(test.latest(Book.class, 1))).isInstanceOf(RuntimeException.class);

        assertThat(test.countOf(Book.class)).isZero();
    }

    @Test
    void anExcludedAttributeStaysAsItIs() {
        EntityVersion first = test.latest(Book.class, 1);
        test.commit(session -> {
            book(session).view();
            book(session).setTitle("Wales");
        });

        restore(first);

        assertThat(book().getTitle()).isEqualTo("Whales");
        assertThat(book().getViews()).isEqualTo(1);
    }

    @Test
    void elementCollectionsAndMapsAreRestored() {
        Camera camera = new Camera();
        Purchase.Key key = new Purchase.Key(20, 7);
        test.commit(session -> {
            session.persist(camera);
            Purchase purchase = new Purchase(20, 7);
            purchase.gift = new Purchase.Line(camera, 1);
            purchase.lines.add(new Purchase.Line(camera, 3));
            purchase.fees.put("customs", 5);
            purchase.contact = new Purchase.Contact();
            purchase.contact.phones.add("117");
            session.persist(purchase);
        });
        test.commit(session -> {
            Purchase purchase = session.find(Purchase.class, key);
            purchase.gift = null;
            purchase.lines.clear();
            purchase.fees.put("customs", 6);
            purchase.fees.put("freight", 9);
            purchase.contact.phones.clear();
        });
        assertThat(test.latest(Purchase.class, key).changes())
                .extracting(AttributeChange::attribute)
                .containsExactly("gift.pieces", "gift.product", "contact.phones", "fees", "lines");

        restore(test.of(Purchase.class, key).get(0));

        Purchase restored = test.read(session -> {
            Purchase purchase = session.find(Purchase.class, key);
            Hibernate.initialize(purchase.gift.product);
            Hibernate.initialize(purchase.lines);
            Hibernate.initialize(purchase.fees);
            Hibernate.initialize(purchase.contact.phones);
            return purchase;
        });
        assertThat(restored.gift.product.id()).isEqualTo(camera.id);
        assertThat(restored.lines).extracting(line -> line.pieces).containsExactly(3);
        assertThat(restored.fees).isEqualTo(Map.of("customs", 5));
        assertThat(restored.contact.phones).containsExactly("117");
    }

    private Optional<Object> titleAt(Instant time) {
        return test.read(session -> new History(session)
                .asOf(Book.class, 1, time)
                .map(version -> version.state().get("title")));
    }

    private Object restore(EntityVersion version) {
        return test.commitAndReturn(session -> new History(session).restore(version));
    }

    private Book book() {
        return test.read(session -> {
            Book book = book(session);
            Hibernate.initialize(book.getAuthor());
            Hibernate.initialize(book.getSubjects());
            return book;
        });
    }

    private static Book book(Session session) {
        return session.find(Book.class, 1);
    }
}
