package dev.signals.examples.woven;

import java.util.stream.Stream;

/** Books that somebody has given. */
public final class Donations {

    private Donations() {}

    /** Returns a book for each title. */
    public static Stream<Book> of(String... titles) {
        return Stream.of(titles).map(Book::new);
    }

    /** Returns one book. */
    public static Book of(String title) {
        return new Book(title);
    }
}
