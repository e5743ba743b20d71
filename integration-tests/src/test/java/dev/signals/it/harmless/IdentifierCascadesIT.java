package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An identifier that refers to an entity may cascade to it, from Hibernate 7.4.15 on. What it reaches is announced before the
 * cascade: {@code signals.strict} refuses anything else.
 */
@OnEveryDatabase
class IdentifierCascadesIT {

    private final SameWork same;

    IdentifierCascadesIT(Database database) {
        same = SameWork.of(
                database,
                Map.of(SignalSettings.STRICT, "true"),
                Invoice.class,
                Note.class,
                Line.class,
                FlatLine.class,
                Book.class,
                Folder.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void persistReachesTheEntityOfTheIdentifier() {
        compare("embedded", session -> session.persist(Line.of(Invoice.withNote())));
        compare("flat", session -> session.persist(FlatLine.of(Invoice.withNote())));
    }

    @Test
    void aFlushReachesTheEntityOfTheIdentifier() {
        compare("embedded", session -> kept(session, Book::new).lines.add(Line.of(Invoice.withNote())));
        compare("flat", session -> kept(session, Book::new).flat.add(FlatLine.of(Invoice.withNote())));
    }

    @Test
    void aRemovalReachesTheEntityOfTheIdentifier() {
        compare("embedded", session -> session.remove(kept(session, () -> Line.of(Invoice.withNote()))));
        compare("flat", session -> session.remove(kept(session, () -> FlatLine.of(Invoice.withNote()))));
        compare("embedded, loaded", session -> {
            kept(session, () -> Line.of(Invoice.withNote()));
            session.clear();
            session.createSelectionQuery("from Line", Line.class)
                    .getResultList()
                    .forEach(session::remove);
        });
    }

    @Test
    void anOrphanTakesTheEntityOfItsIdentifierAlong() {
        compare("embedded", session -> {
            Book book = kept(session, () -> Book.of(Line.of(Invoice.withNote())));
            book.lines.clear();
        });
        compare("embedded, loaded", session -> {
            Book book = kept(session, () -> Book.of(Line.of(Invoice.withNote())));
            session.clear();
            session.find(Book.class, book.id).lines.clear();
        });
    }

    @Test
    void theIdentifierOfANewEntityTakesAnOrphanBack() {
        compare("orphan", session -> {
            Book book = kept(session, Book::new);
            Folder folder = kept(session, Folder::new);
            session.clear();
            Folder found = session.find(Folder.class, folder.id);
            Invoice invoice = found.invoices.remove(0);
            session.find(Book.class, book.id).lines.add(Line.of(invoice));
        });
    }

    private void compare(String name, Consumer<Session> work) {
        same.compare(name, factory -> {
            long before = rows(factory);
            factory.inTransaction(work::accept);
            return rows(factory) - before;
        });
    }

    private static long rows(TestFactory factory) {
        return factory.count("Invoice") + factory.count("Note") + factory.count("Line") + factory.count("FlatLine");
    }

    private static <T> T kept(Session session, Supplier<T> made) {
        T entity = made.get();
        session.persist(entity);
        session.flush();
        return entity;
    }

    @Entity(name = "Invoice")
    static class Invoice {
        private static long last;

        @Id
        Long id = ++last;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "invoice")
        List<Note> notes = new ArrayList<>();

        static Invoice withNote() {
            Invoice invoice = new Invoice();
            invoice.notes.add(new Note());
            return invoice;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;
    }

    @Embeddable
    @SuppressWarnings("serial") // nothing serializes it
    public static class LineId implements Serializable {
        private static final long serialVersionUID = 1L;

        @ManyToOne(cascade = CascadeType.ALL)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Invoice invoice;

        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId id && Objects.equals(id.invoice, invoice) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Line")
    static class Line {
        @EmbeddedId
        LineId id = new LineId();

        @ManyToMany(cascade = CascadeType.PERSIST)
        List<Note> tags = new ArrayList<>();

        static Line of(Invoice invoice) {
            Line line = new Line();
            line.id.invoice = invoice;
            line.tags.add(new Note());
            return line;
        }
    }

    /** It is its own identifier. */
    @Entity(name = "FlatLine")
    @SuppressWarnings("serial") // nothing serializes it
    static class FlatLine implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @ManyToOne(cascade = CascadeType.ALL)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Invoice invoice;

        @Id
        int number;

        static FlatLine of(Invoice invoice) {
            FlatLine line = new FlatLine();
            line.invoice = invoice;
            return line;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FlatLine line && Objects.equals(line.invoice, invoice) && line.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<FlatLine> flat = new ArrayList<>();

        static Book of(Line line) {
            Book book = new Book();
            book.lines.add(line);
            return book;
        }
    }

    @Entity(name = "Folder")
    static class Folder {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "folder", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        List<Invoice> invoices = new ArrayList<>(List.of(new Invoice()));
    }
}
