package dev.signals.examples.history.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Somebody who writes books. */
@Entity
public class Author {

    @Id
    private String name;

    protected Author() {}

    public Author(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
