package dev.signals.cdi;

import jakarta.persistence.Entity;

/** A long article. */
@Entity
public class Feature extends Article {

    protected Feature() {}

    public Feature(String title) {
        super(title);
    }
}
