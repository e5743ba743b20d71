package dev.signals.docs.recipes;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;

@Entity
class Author {
    @Id
    @GeneratedValue
    Long id;

    String name;

    @OneToOne(cascade = CascadeType.ALL)
    Profile profile;

    protected Author() {}

    Author(String name) {
        this.name = name;
    }
}
