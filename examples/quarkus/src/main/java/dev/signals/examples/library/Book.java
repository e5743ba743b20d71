package dev.signals.examples.library;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** A book of which the library has some copies. */
@Entity
public class Book extends PanacheEntity {

    @Column(nullable = false, unique = true)
    public String title = "";

    public int copies;
}
