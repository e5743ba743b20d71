package dev.signals.examples.blog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** What a reader says to an article. */
@Entity
public class Comment {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Article article;

    @Column(nullable = false)
    private String text;

    protected Comment() {}

    Comment(Article article, String text) {
        this.article = article;
        this.text = text;
    }

    public @Nullable Long getId() {
        return id;
    }

    public Article getArticle() {
        return article;
    }

    public String getText() {
        return text;
    }

    @Override
    public String toString() {
        return "Comment \"" + text + "\"";
    }
}
