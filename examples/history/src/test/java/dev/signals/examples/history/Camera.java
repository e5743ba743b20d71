package dev.signals.examples.history;

import jakarta.persistence.Entity;

@Entity
class Camera extends Product {

    int lenses;
}
