package dev.signals.docs.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Profile {
    @Id
    @GeneratedValue
    Long id;

    String text;

    protected Profile() {}

    Profile(String text) {
        this.text = text;
    }
}
