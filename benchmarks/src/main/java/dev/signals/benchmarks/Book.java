package dev.signals.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** An entity of ordinary size. */
@Entity(name = "Book")
class Book {

    @Id
    @GeneratedValue
    @SequenceGenerator(name = "book", allocationSize = 1000)
    @Nullable
    Long id;

    String title = "A title of ordinary length";
    String slug = "a-title-of-ordinary-length";
    int pages = 200;
    boolean lent;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Shelf shelf;
}
