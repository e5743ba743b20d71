package dev.signals.docs.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class AuditEntry {
    @Id
    @GeneratedValue
    Long id;

    String what;
    String who;
    String why;
}
