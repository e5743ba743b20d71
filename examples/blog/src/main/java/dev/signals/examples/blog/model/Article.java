package dev.signals.examples.blog.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A text with its tags and comments. */
@Entity
public class Article {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    // Two editors of one article notice each other, also if one of them changes nothing but tags.
    @Version
    private int version;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false, unique = true)
    private @Nullable String slug;

    @Column(nullable = false, length = Length.LONG32)
    private String body;

    private int wordCount;

    private int publishedYear;

    // Written by HQL only, which leaves this field as it was read. Were it updatable, the next flush that writes the
    // article would write the old value back. (@DynamicUpdate would do too: it writes the changed columns only.)
    @Column(insertable = false, updatable = false)
    private @Nullable Instant updatedAt;

    private @Nullable String coverFile;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Author author;

    @ManyToMany
    @JoinTable(name = "article_tag")
    private Set<Tag> tags = new HashSet<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Comment> comments = new ArrayList<>();

    protected Article() {}

    public Article(Author author, int publishedYear, String title, String body) {
        this.author = author;
        this.publishedYear = publishedYear;
        this.title = title;
        this.body = body;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    /** The name in the address of the page; null until the article is saved, unless it was set. */
    public @Nullable String getSlug() {
        return slug;
    }

    public void setSlug(String slug) {
        this.slug = slug;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public int getWordCount() {
        return wordCount;
    }

    public void setWordCount(int wordCount) {
        this.wordCount = wordCount;
    }

    public int getPublishedYear() {
        return publishedYear;
    }

    /** When the article was last saved; as old as this object, so read it anew after a save. */
    public @Nullable Instant getUpdatedAt() {
        return updatedAt;
    }

    public @Nullable String getCoverFile() {
        return coverFile;
    }

    public void setCoverFile(@Nullable String coverFile) {
        this.coverFile = coverFile;
    }

    public Author getAuthor() {
        return author;
    }

    public Set<Tag> getTags() {
        return tags;
    }

    public List<Comment> getComments() {
        return comments;
    }

    public void comment(String text) {
        comments.add(new Comment(this, text));
    }

    @Override
    public String toString() {
        return "Article \"" + title + "\"";
    }
}
