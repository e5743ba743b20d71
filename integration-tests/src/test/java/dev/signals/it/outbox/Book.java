package dev.signals.it.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity with an attribute of each kind that changes have. */
@Entity(name = "Book")
class Book {

    enum Genre {
        NOVEL,
        POEMS
    }

    @Embeddable
    record Price(BigDecimal amount, String currency) {}

    @Id
    @GeneratedValue
    Long id;

    @Nullable
    String title;

    @Nullable
    Genre genre;

    @Nullable
    Instant printed;

    @Column(length = 20)
    byte @Nullable [] mark;

    @Embedded
    @Nullable
    Price price;

    @ManyToOne
    @Nullable
    Author author;

    @ManyToMany
    Set<Author> readers = new LinkedHashSet<>();

    Book() {}

    Book(String title) {
        this.title = title;
    }
}
