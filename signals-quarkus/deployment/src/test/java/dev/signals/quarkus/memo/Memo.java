package dev.signals.quarkus.memo;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
public class Memo {

    @Id
    @GeneratedValue
    @Nullable
    Long id;
}
