package dev.signals.docs.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class ArticleVersion {
    @Id
    @GeneratedValue
    Long id;

    Long articleId;
    String title;
    String body;
    boolean deleted;
}
