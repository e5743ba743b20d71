package dev.signals.cdi;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A comment of a reader, whose name as an entity is not that of its class. */
@Entity(name = "Remark")
public class Comment {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String text = "";

    protected Comment() {}

    Comment(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
