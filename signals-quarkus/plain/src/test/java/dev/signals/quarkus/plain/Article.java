package dev.signals.quarkus.plain;

import dev.signals.hibernate.Receivers;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;

@Entity
@Receivers({KeptReceivers.class, RemovedReceivers.class})
public class Article extends PanacheEntity {

    public String title = "";

    static Article of(String title) {
        Article article = new Article();
        article.title = title;
        return article;
    }
}
