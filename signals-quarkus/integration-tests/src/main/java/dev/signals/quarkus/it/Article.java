package dev.signals.quarkus.it;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;

/** An entity with public fields, which Panache turns into accessors. */
@Entity
public class Article extends PanacheEntity {

    public String title = "";
    public int views;

    static Article of(String title) {
        Article article = new Article();
        article.title = title;
        return article;
    }
}
