package dev.signals.weaver.shop;

import jakarta.persistence.Entity;

/** An entity that calls the constructor of another one, and makes a value before. */
@Entity
public class Review extends Article {

    public int stars;
    public String complete;

    protected Review() {}

    public Review(String title, int stars) {
        super(stars > 3 ? title + "!" : title);
        this.stars = stars;
        this.complete = "yes";
    }

    /** A review about an article that is made before the constructor of the superclass is called. */
    public Review(String title) {
        super(new Article(title + " (reviewed)").title);
        complete = "yes";
    }
}
