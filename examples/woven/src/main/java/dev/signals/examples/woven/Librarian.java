package dev.signals.examples.woven;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostInit;

/** Gives each new book its shelf, whoever makes it. Books from the database have one. */
public final class Librarian {

    @Receiver
    void shelve(PostInit<Book> event) {
        if (event.constructed()) {
            Book book = event.instance();
            book.placeOn(book.title().substring(0, 1));
        }
    }
}
