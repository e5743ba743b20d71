package dev.signals.examples.history.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a book is about. */
@Entity
public class Subject {

    @Id
    private String name;

    protected Subject() {}

    public Subject(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
