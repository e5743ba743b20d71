package dev.signals.cdi.data;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A book of a library. */
@Entity
public class Book {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String title = "";

    int pages;

    protected Book() {}

    Book(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
