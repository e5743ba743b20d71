package dev.signals.examples.library;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;

/** A copy that somebody has. Its row goes when the copy comes back. */
@Entity
public class Loan extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    public Book book = new Book();

    public String reader = "";

    /** Filled by a receiver before the row is written. */
    @Column(nullable = false)
    @SuppressWarnings("NullAway.Init")
    public LocalDate due;
}
