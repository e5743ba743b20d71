package dev.signals.cdi;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.jspecify.annotations.Nullable;

/** An article of a magazine. */
@Entity
// a table for all classes would have a check, for which H2 keeps the connection that creates the table
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
public class Article {

    @Id
    @GeneratedValue
    public @Nullable Long id;

    public String title = "";

    public int pages = 1;

    protected Article() {}

    public Article(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
