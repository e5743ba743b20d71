package dev.signals.benchmarks.orm;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** The other entity, which is in no session but read by queries. */
@Entity(name = "Shelf")
@Audited
class Shelf {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String room = "A";
}
