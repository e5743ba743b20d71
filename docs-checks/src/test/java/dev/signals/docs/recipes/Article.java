package dev.signals.docs.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

@Entity
class Article {
    @Id
    @GeneratedValue
    Long id;

    @Version
    int version;

    String title;
    String body;

    @Column(unique = true)
    String slug;

    String cover;
    int comments;
    boolean hidden;

    protected Article() {}

    Article(String title) {
        this.title = title;
    }
}
