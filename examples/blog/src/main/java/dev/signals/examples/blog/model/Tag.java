package dev.signals.examples.blog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** A subject, and how many articles are about it. */
@Entity
public class Tag {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @Column(nullable = false, unique = true)
    private String name;

    @ManyToMany(mappedBy = "tags")
    private Set<Article> articles = new HashSet<>();

    // Written by HQL only, like Article.updatedAt.
    @Column(nullable = false, insertable = false, updatable = false)
    @ColumnDefault("0")
    private long articleCount;

    protected Tag() {}

    public Tag(String name) {
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public Set<Article> getArticles() {
        return articles;
    }

    public long getArticleCount() {
        return articleCount;
    }

    @Override
    public String toString() {
        return "Tag \"" + name + "\"";
    }
}
