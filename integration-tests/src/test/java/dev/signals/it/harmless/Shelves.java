package dev.signals.it.harmless;

import dev.signals.it.harmless.UnequalValues.Word;
import dev.signals.it.harmless.UnequalValues.WordConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** A graph in which nothing equals its own copy. */
final class Shelves {

    private Shelves() {}

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @ElementCollection
        @OrderColumn
        @Convert(converter = WordConverter.class)
        List<Word> words = new ArrayList<>(List.of(new Word("red"), new Word("blue")));

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Book> books = new ArrayList<>(List.of(new Book("one"), new Book("two")));

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Book first = new Book("first");

        /** All of it, which is loaded. */
        String contents() {
            return version + " "
                    + (words == null
                            ? ""
                            : words.stream().map(word -> word.text).toList()) + " "
                    + books.stream().map(Book::toString).sorted().toList() + " " + first;
        }
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @Convert(converter = WordConverter.class)
        Word title;

        Book() {}

        Book(String title) {
            this.title = new Word(title);
        }

        @Override
        public String toString() {
            return title.text + " " + version;
        }
    }
}
