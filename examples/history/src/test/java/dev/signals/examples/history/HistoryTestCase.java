package dev.signals.examples.history;

import dev.signals.examples.history.library.Author;
import dev.signals.examples.history.library.Book;
import dev.signals.examples.history.library.Place;
import dev.signals.examples.history.library.Subject;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A test that begins with empty tables. */
abstract class HistoryTestCase {

    @Parameter
    private TestDatabase database;

    TestHistory test;

    @BeforeParameterizedClassInvocation
    void open() {
        test = new TestHistory(database);
    }

    @AfterParameterizedClassInvocation
    void close() {
        test.close();
    }

    @BeforeEach
    void clear() {
        test.clear();
    }

    /** Persists book 1 about the sea, and a further subject. */
    static void persistBook(Session session) {
        Author author = new Author("Quill");
        Subject sea = new Subject("sea");
        Book book = new Book(1, "Whales", author, new Place("hall", 12));
        book.getSubjects().add(sea);
        session.persist(author);
        session.persist(sea);
        session.persist(new Subject("ice"));
        session.persist(book);
    }
}
