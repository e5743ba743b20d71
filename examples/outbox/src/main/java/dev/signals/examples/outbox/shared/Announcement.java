package dev.signals.examples.outbox.shared;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A line for the readers about a new article. It stays when the article goes. */
@Entity
public class Announcement {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    private long articleId;
    private String text;

    protected Announcement() {}

    public Announcement(long articleId, String text) {
        this.articleId = articleId;
        this.text = text;
    }

    public @Nullable Long getId() {
        return id;
    }

    public long getArticleId() {
        return articleId;
    }

    public String getText() {
        return text;
    }
}
