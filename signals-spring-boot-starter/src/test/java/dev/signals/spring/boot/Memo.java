package dev.signals.spring.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of another persistence unit. */
@Entity
class Memo {

    @Id
    @GeneratedValue
    Long id;
}
