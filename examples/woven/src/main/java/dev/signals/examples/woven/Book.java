package dev.signals.examples.woven;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A book. It knows nothing of signals. */
@Entity
public class Book {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    private String title;
    private @Nullable String shelf;

    protected Book() {
        this("");
    }

    public Book(String title) {
        this.title = title;
    }

    public @Nullable Long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public @Nullable String shelf() {
        return shelf;
    }

    public void placeOn(String shelf) {
        this.shelf = shelf;
    }
}
