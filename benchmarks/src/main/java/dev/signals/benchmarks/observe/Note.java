package dev.signals.benchmarks.observe;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity. */
@Entity(name = "Note")
class Note {

    @Id
    long id;
}
