package dev.signals.docs.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
class Comment {
    @Id
    @GeneratedValue
    Long id;

    @ManyToOne
    Article article;

    protected Comment() {}

    Comment(Article article) {
        this.article = article;
    }
}
