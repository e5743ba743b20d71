package dev.signals.benchmarks.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of ordinary width. */
@Entity(name = "Letter")
class Letter {

    @Id
    @GeneratedValue
    Long id;

    String sender = "somebody";
    String recipient = "somebody else";
    String subject = "what it is about";
    String text = "a few lines of text that say what there is to say";
    int pages = 2;
}
