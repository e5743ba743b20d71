package dev.signals.benchmarks.orm;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** An entity of ordinary size. */
@Entity(name = "Book")
@Audited
class Book implements Item {

    @Id
    @GeneratedValue(generator = "book")
    @SequenceGenerator(name = "book", sequenceName = "book_seq", allocationSize = 1000)
    @Nullable
    Long id;

    String title = "A title of ordinary length";
    String slug = "a-title-of-ordinary-length";
    int pages = 200;
    boolean lent;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Nullable
    Shelf shelf;

    @Override
    public void change() {
        pages++;
    }
}
