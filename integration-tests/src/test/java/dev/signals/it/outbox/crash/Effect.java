package dev.signals.it.outbox.crash;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** What a receiver has done for one change of a counter. */
@Entity(name = "Effect")
class Effect {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String receiver;
    int counter;
    long number;

    Effect() {}

    Effect(String receiver, int counter, long number) {
        this.receiver = receiver;
        this.counter = counter;
        this.number = number;
    }
}
