package dev.signals.examples.blog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/** What the readers are told about an author. */
@Entity
public class Profile {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @OneToOne(optional = false, fetch = FetchType.LAZY)
    private Author author;

    @Column(nullable = false)
    private String bio;

    protected Profile() {}

    public Profile(Author author, String bio) {
        this.author = author;
        this.bio = bio;
    }

    public @Nullable Long getId() {
        return id;
    }

    public Author getAuthor() {
        return author;
    }

    public String getBio() {
        return bio;
    }

    public void setBio(String bio) {
        this.bio = bio;
    }

    @Override
    public String toString() {
        return "Profile \"" + bio + "\"";
    }
}
