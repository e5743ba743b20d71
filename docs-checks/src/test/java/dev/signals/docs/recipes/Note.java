package dev.signals.docs.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.SoftDelete;

@Entity
@SoftDelete
class Note {
    @Id
    @GeneratedValue
    Long id;
}
