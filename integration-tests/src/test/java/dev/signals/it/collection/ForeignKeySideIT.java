package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code M2M_CHANGED} of a {@code @OneToMany} with {@code mappedBy}, whose rows are those of its elements. */
@OnEveryDatabase
class ForeignKeySideIT {

    @Embeddable
    record Code(String land, int number) implements Serializable {}

    @Entity(name = "Writer")
    static class Writer {
        @EmbeddedId
        Code code;

        @OneToMany(mappedBy = "writer", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Book> books = new ArrayList<>();

        @OneToMany(mappedBy = "details.editor")
        List<Book> edited = new ArrayList<>();

        @OneToMany(mappedBy = "writer")
        List<Slip> slips = new ArrayList<>();

        Writer() {}

        Writer(int number) {
            this.code = new Code("it", number);
        }
    }

    @Embeddable
    static class Details {
        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Writer editor;
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Writer writer;

        @Embedded
        Details details;

        void edit(Writer editor) {
            details = new Details();
            details.text = "edited";
            details.editor = editor;
        }
    }

    @Entity(name = "Novel")
    static class Novel extends Book {}

    /** Its row is inserted by persist. */
    @Entity(name = "Slip")
    static class Slip {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Writer writer;
    }

    private static final Code ANN = new Code("it", 1);
    private static final Code BOB = new Code("it", 2);

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private Long id = 0L;

    ForeignKeySideIT(Database database) {
        factory = TestFactory.of(database, Writer.class, Book.class, Novel.class, Slip.class);
    }

    @BeforeEach
    void aBookOfAnn() {
        id = factory.fromTransaction(session -> {
            Writer ann = new Writer(1);
            session.persist(ann);
            session.persist(new Writer(2));
            Book book = new Book();
            book.writer = ann;
            session.persist(book);
            return book.id;
        });
        factory.statements().clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen(String attribute) {
        factory.signals().m2mChanged().connect(Writer.class, attribute, event -> log.add(line(event)));
    }

    private String line(M2mChanged<Writer> event) {
        assertThat(event.reverse()).isTrue();
        String books = event.pks().stream()
                .map(key -> event.model() == Book.class && key.equals(id) ? "book" : "new")
                .sorted()
                .toList()
                .toString();
        return event.action() + " " + (ANN.equals(event.id()) ? "ann" : "bob") + " " + books;
    }

    @Test
    void aMoveIsAnnouncedBeforeTheFlushOfAQuery() {
        List<Boolean> inside = new ArrayList<>();
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> inside.add(event.insideFlush()));

        factory.inTransaction(session -> {
            session.find(Book.class, id).writer = session.find(Writer.class, BOB);
            session.createSelectionQuery("from Book", Book.class).getResultList();
            assertThat(inside).hasSize(4).doesNotContain(true);
        });
    }

    @Test
    void aMoveIsARemovalForTheOldAndAnAdditionForTheNewParent() {
        listen("books");

        factory.inTransaction(session -> {
            session.find(Book.class, id).writer = session.getReference(Writer.class, BOB);
            log.add("-");
        });

        assertThat(log)
                .containsExactly(
                        "-",
                        "pre_remove ann [book]",
                        "pre_add bob [book]",
                        "post_remove ann [book]",
                        "post_add bob [book]");
    }

    @Test
    void noParentIsLoaded() {
        Runnable move = () -> factory.inTransaction(
                session -> session.find(Book.class, id).writer = session.getReference(Writer.class, BOB));
        Runnable back = () -> factory.inTransaction(
                session -> session.find(Book.class, id).writer = session.getReference(Writer.class, ANN));
        move.run();
        List<String> without = List.copyOf(factory.statements().all());
        back.run();
        List<Boolean> loaded = new ArrayList<>();
        factory.signals()
                .m2mChanged()
                .connect(Writer.class, "books", event -> loaded.add(Hibernate.isInitialized(event.instance())));

        factory.statements().clear();
        move.run();

        assertThat(factory.statements().all()).isEqualTo(without);
        assertThat(loaded).containsExactly(false, false, false, false);
    }

    @Test
    void aNewBookIsAddedAndADeletedOneRemoved() {
        listen("books");
        List<Boolean> deleted = new ArrayList<>();
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> deleted.add(event.ownerDeleted()));

        factory.inTransaction(session -> {
            Book book = new Novel();
            book.writer = session.find(Writer.class, BOB);
            session.persist(book);
            session.remove(session.find(Book.class, id));
        });

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "pre_add bob [new]", "pre_remove ann [book]", "post_add bob [new]", "post_remove ann [book]");
        assertThat(log.subList(0, 2)).allMatch(line -> line.startsWith("pre_"));
        assertThat(deleted).containsExactlyInAnyOrder(false, true, false, true);
    }

    @Test
    void severalBooksOfOneParentAreOneEvent() {
        listen("books");

        factory.inTransaction(session -> {
            Writer bob = session.find(Writer.class, BOB);
            for (int i = 0; i < 2; i++) {
                Book book = new Book();
                book.writer = bob;
                bob.books.add(book);
            }
        });

        assertThat(log).hasSize(2);
        assertThat(log.get(0)).startsWith("pre_add bob");
        assertThat(log.get(1)).isEqualTo("post_add bob [new, new]");
    }

    @Test
    void anOrphanIsRemoved() {
        factory.inTransaction(session -> {
            Writer ann = session.find(Writer.class, ANN);
            assertThat(ann.books).hasSize(1);
        });
        listen("books");

        factory.inTransaction(session -> session.find(Writer.class, ANN).books.clear());

        assertThat(log).containsExactly("pre_remove ann [book]", "post_remove ann [book]");
        assertThat(factory.count("Book")).isZero();
    }

    @Test
    void aForeignKeyInAnEmbeddable() {
        listen("edited");

        factory.inTransaction(session -> session.find(Book.class, id).edit(session.find(Writer.class, BOB)));
        factory.inTransaction(session -> session.find(Book.class, id).edit(null));

        assertThat(log)
                .containsExactly(
                        "pre_add bob [book]", "post_add bob [book]", "pre_remove bob [book]", "post_remove bob [book]");
    }

    @Test
    void aRowThatPersistInserts() {
        listen("slips");

        factory.inTransaction(session -> {
            Slip slip = new Slip();
            slip.writer = session.find(Writer.class, BOB);
            session.persist(slip);
        });

        assertThat(log).containsExactly("pre_add bob [new]", "post_add bob [new]");
    }

    @Test
    void anotherAttributeOrAMoveThatIsTakenBackSendsNothing() {
        listen("books");

        factory.inTransaction(session -> {
            Book book = session.find(Book.class, id);
            book.title = "t";
            book.writer = session.find(Writer.class, BOB);
            book.writer = session.find(Writer.class, ANN);
        });

        assertThat(log).isEmpty();
    }

    @Test
    void theListAloneIsNotWrittenAndNotAnnounced() {
        listen("edited");

        factory.inTransaction(session -> session.find(Writer.class, BOB).edited.add(session.find(Book.class, id)));

        assertThat(log).isEmpty();
    }

    @Test
    void aReceiverMayMoveTheBookOnBeforeTheFlush() {
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> {
            log.add(line(event));
            if (log.size() == 2) {
                event.session().find(Book.class, id).title = "moved";
            }
        });

        factory.inTransaction(session -> session.find(Book.class, id).writer = session.find(Writer.class, BOB));

        assertThat(log)
                .containsExactly(
                        "pre_remove ann [book]", "pre_add bob [book]", "post_remove ann [book]", "post_add bob [book]");
        assertThat(factory.sql("select title from Book")).isEqualTo("moved");
    }

    @Test
    void whatAReceiverChangesBeforeTheFlushIsAnnouncedThen() {
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> {
            log.add(line(event));
            event.session().find(Book.class, id).title = "changed";
        });
        factory.signals()
                .preSave()
                .connect(Book.class, event -> log.add("pre_save " + event.instance().title + event.insideFlush()));

        factory.inTransaction(session -> {
            Book book = new Book();
            book.writer = session.find(Writer.class, BOB);
            session.persist(book);
        });

        assertThat(log)
                .containsExactly(
                        "pre_save nullfalse", "pre_add bob [new]", "pre_save changedfalse", "post_add bob [new]");
    }

    @Test
    void aRowThatPersistWritesIsAnnouncedInTheModeInWhichItWasWritten() {
        factory.signals().m2mChanged().connect(Writer.class, "slips", event -> log.add(line(event) + event.raw()));

        factory.inTransaction(session -> {
            Scope muted = factory.signals().mute(session, factory.signals().m2mChanged());
            session.persist(slip(session, ANN));
            muted.close();
            factory.signals().raw(session, () -> session.persist(slip(session, BOB)));
        });

        assertThat(log).containsExactly("pre_add bob [new]true", "post_add bob [new]true");
    }

    private static Slip slip(Session session, Code writer) {
        Slip slip = new Slip();
        slip.writer = session.getReference(Writer.class, writer);
        return slip;
    }

    @Test
    void whatAReceiverWritesAfterwardsIsWritten() {
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> {
            if (!event.action().isPre()) {
                event.session().find(Book.class, id).title = "seen";
            }
        });

        factory.inTransaction(session -> session.find(Book.class, id).writer = session.find(Writer.class, BOB));

        assertThat(factory.sql("select title from Book")).isEqualTo("seen");
    }

    @Test
    void aVetoLeavesTheRow() {
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> {
            throw new IllegalArgumentException("no");
        });

        assertThatThrownBy(() -> factory.inTransaction(session -> session.find(Book.class, id).writer = null))
                .hasMessage("no");
        assertThat(factory.count("Book where writer_number = 1")).isEqualTo(1);
    }

    @Test
    void afterTheCommitAndNotAfterARollback() {
        factory.signals().m2mChanged().connect(Writer.class, "books", event -> log.add(line(event)), afterCommit());

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.find(Book.class, id).writer = null;
                    session.flush();
                    throw new IllegalArgumentException("back");
                }))
                .hasMessage("back");
        assertThat(log).isEmpty();

        factory.inTransaction(session -> session.find(Book.class, id).writer = null);
        assertThat(log).containsExactly("pre_remove ann [book]", "post_remove ann [book]");
    }
}
