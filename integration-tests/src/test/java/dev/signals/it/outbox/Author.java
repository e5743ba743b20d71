package dev.signals.it.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with an identifier that is given. */
@Entity(name = "Author")
class Author {

    @Id
    String name;

    Author() {}

    Author(String name) {
        this.name = name;
    }
}
