package dev.signals.examples.kafka;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** Counts the transactions that have changed it, so that its values are 0, 1, 2 in the order of the commits. */
@Entity(name = "Counter")
class Counter {

    @Id
    int id;

    @TenantId
    String tenant;

    int number;

    Counter() {}

    Counter(int id) {
        this.id = id;
    }
}
