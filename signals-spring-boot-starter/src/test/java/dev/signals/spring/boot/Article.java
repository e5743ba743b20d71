package dev.signals.spring.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Article {

    @Id
    @GeneratedValue
    Long id;

    String title = "new";
}
