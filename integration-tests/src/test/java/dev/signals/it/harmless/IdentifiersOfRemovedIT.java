package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A cascade of the flush comes to a new entity with the identifier of one that has just been removed. Hibernate refuses it, also if
 * its elements have no identifier yet, so that it is persisted before the flush for those who want to know them.
 */
class IdentifiersOfRemovedIT {

    private final SameWork same = SameWork.of(Database.H2, Shelf.class, Book.class, Cover.class, Mark.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void theRemovedOneIsLoaded() {
        compare("loaded", (session, shelf) -> {
            session.remove(session.find(Book.class, 1L));
            shelf.books.add(new Book(1));
        });
        compare("loaded, without marks", (session, shelf) -> {
            session.remove(session.find(Book.class, 1L));
            Book book = new Book(1);
            book.marks.clear();
            shelf.books.add(book);
        });
    }

    @Test
    void theRemovedOneIsAReference() {
        compare("a reference", (session, shelf) -> {
            session.remove(session.getReference(Book.class, 1L));
            shelf.books.add(new Book(1));
        });
    }

    @Test
    void theIdentifierIsThatOfAnotherEntity() {
        compare("derived", (session, shelf) -> {
            Book book = session.find(Book.class, 2L);
            session.remove(book.cover);
            book.cover = new Cover(book);
        });
    }

    @Test
    void theOneThatHasTheIdentifierIsManaged() {
        compare("managed", (session, shelf) -> {
            session.find(Book.class, 1L);
            shelf.books.add(new Book(1));
        });
    }

    @Test
    void theNewOneIsReachedBehindOthers() {
        compare("behind others", (session, shelf) -> {
            session.remove(session.find(Book.class, 1L));
            shelf.books.add(new Book(7));
            shelf.books.add(new Book(1));
            shelf.books.add(new Book(8));
        });
    }

    /** Does the work with an explicit flush, and with one that a query begins. */
    private void compare(String name, BiConsumer<Session, Shelf> work) {
        compareFlushed(name, work.andThen((session, shelf) -> session.flush()));
        compareFlushed(
                name + ", before a query",
                work.andThen((session, shelf) ->
                        session.createSelectionQuery("from Book", Book.class).getResultList()));
    }

    private void compareFlushed(String name, BiConsumer<Session, Shelf> work) {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            Shelf shelf = new Shelf();
            session.persist(shelf);
            session.persist(new Book(1));
            session.persist(new Book(2));
        }));
        same.compare(name, factory -> {
            try (Session session = factory.sessionFactory().openSession()) {
                session.beginTransaction();
                try {
                    work.accept(session, session.find(Shelf.class, 1L));
                } finally {
                    session.getTransaction().rollback();
                }
            }
            return "";
        });
        same.eachFactory(factory -> factory.sessionFactory().getSchemaManager().truncateMappedObjects());
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        private long id = 1;

        @OneToMany(cascade = CascadeType.ALL)
        private List<Book> books = new ArrayList<>();
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        private long id;

        @OneToOne(mappedBy = "book", cascade = CascadeType.ALL)
        private Cover cover = new Cover(this);

        @ManyToMany(cascade = CascadeType.ALL)
        private Set<Mark> marks = new HashSet<>(Set.of(new Mark()));

        Book() {}

        Book(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        private Long id;

        @OneToOne
        @MapsId
        private Book book;

        @ManyToMany(cascade = CascadeType.ALL)
        private Set<Mark> marks = new HashSet<>(Set.of(new Mark()));

        Cover() {}

        Cover(Book book) {
            this.book = book;
        }
    }

    @Entity(name = "Mark")
    static class Mark {
        @Id
        @GeneratedValue
        private Long id;
    }
}
