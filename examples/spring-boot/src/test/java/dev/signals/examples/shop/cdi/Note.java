package dev.signals.examples.shop.cdi;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Something to save. */
@Entity
class Note {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    private String text;

    protected Note() {}

    Note(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
