package dev.signals.it.outbox.crash;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Counts the transactions that have changed it, so that its values are 1, 2, 3 in the order of the commits. */
@Entity(name = "Counter")
class Counter {

    @Id
    int id;

    long number;

    Counter() {}

    Counter(int id) {
        this.id = id;
    }
}
