package dev.signals.examples.history.library;

import dev.signals.examples.history.NotRecorded;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A book, known by the number on its spine. */
@Entity
public class Book {

    @Id
    private int number;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    @Embedded
    private Place place;

    /** When it must be back; null while it is in the library. */
    private @Nullable LocalDate due;

    @ManyToMany
    private Set<Subject> subjects = new HashSet<>();

    /** How often its page was read. Nobody asks for the history of that. */
    @NotRecorded
    private long views;

    protected Book() {}

    public Book(int number, String title, Author author, Place place) {
        this.number = number;
        this.title = title;
        this.author = author;
        this.place = place;
    }

    public int getNumber() {
        return number;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public Author getAuthor() {
        return author;
    }

    public void setAuthor(Author author) {
        this.author = author;
    }

    public Place getPlace() {
        return place;
    }

    public void setPlace(Place place) {
        this.place = place;
    }

    public @Nullable LocalDate getDue() {
        return due;
    }

    public void setDue(@Nullable LocalDate due) {
        this.due = due;
    }

    public Set<Subject> getSubjects() {
        return subjects;
    }

    public void setSubjects(Set<Subject> subjects) {
        this.subjects = subjects;
    }

    public long getViews() {
        return views;
    }

    public void view() {
        views++;
    }
}
