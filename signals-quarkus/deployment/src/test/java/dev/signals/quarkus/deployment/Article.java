package dev.signals.quarkus.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
public class Article {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String title = "";
}
