package dev.signals.weaver.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** An entity with an argument of each kind. */
@Entity
public class Comment {

    @Id
    @GeneratedValue
    public Long id;

    @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
    public Article article;

    public String text;

    protected Comment() {}

    public Comment(
            Article article,
            long a,
            double b,
            int c,
            float d,
            char e,
            short f,
            byte g,
            boolean h,
            int[] i,
            String[][] j) {
        this.article = article;
        this.text = "" + a + b + c + d + e + f + g + h + i.length + j.length;
    }
}
