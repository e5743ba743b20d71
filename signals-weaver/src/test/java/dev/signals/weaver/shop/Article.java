package dev.signals.weaver.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity whose constructors call each other. */
@Entity
public class Article {

    @Id
    @GeneratedValue
    public Long id;

    public String title;
    public long views;

    public Article() {
        this("untitled");
    }

    public Article(String title) {
        this(title, 0L);
    }

    public Article(String title, long views) {
        this.title = title;
        this.views = views;
    }

    public Article(String... words) {
        this(String.join(" ", words));
    }

    public Article copy() {
        return new Article(title, views);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + title;
    }
}
