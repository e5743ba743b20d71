package dev.signals.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** The other entity. */
@Entity(name = "Shelf")
class Shelf {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String room = "A";
}
