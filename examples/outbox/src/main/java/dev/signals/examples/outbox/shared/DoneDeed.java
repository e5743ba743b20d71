package dev.signals.examples.outbox.shared;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The name of a deed that is done. The transaction of the deed writes it, so a new writer knows where to go on. */
@Entity
public class DoneDeed {

    @Id
    private String name;

    protected DoneDeed() {}

    public DoneDeed(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
