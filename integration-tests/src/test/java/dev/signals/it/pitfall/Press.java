package dev.signals.it.pitfall;

import dev.signals.it.database.Database;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;

/** Entities of a press: authors, and articles with comments. */
final class Press {

    static final Class<?>[] ENTITIES = {Article.class, Comment.class, Author.class, Line.class, Code.class};

    private Press() {}

    static Trial blog(Database database) {
        return Trial.of(database, ENTITIES).given(session -> {
            for (String name : List.of("ann", "bea")) {
                Author author = new Author(name);
                session.persist(author);
                Article article = new Article(name + "'s");
                article.author = author;
                article.setBody("body");
                article.labels.add("l");
                article.comment("1");
                article.comment("2");
                session.persist(article);
            }
            session.persist(new Code("c"));
        });
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        private String title;

        @Basic(fetch = FetchType.LAZY)
        private String body;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL)
        @BatchSize(size = 10)
        List<Comment> comments = new ArrayList<>();

        Article() {}

        Article(String title) {
            this.title = title;
        }

        String getTitle() {
            return title;
        }

        void setTitle(String title) {
            this.title = title;
        }

        void setBody(String body) {
            this.body = body;
        }

        Comment comment(String text) {
            Comment comment = new Comment();
            comment.text = text;
            comment.article = this;
            comments.add(comment);
            return comment;
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Article article;
    }

    @Entity(name = "Author")
    @BatchSize(size = 10)
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        private String name;

        Author() {}

        Author(String name) {
            this.name = name;
        }

        String getName() {
            return name;
        }

        void setName(String name) {
            this.name = name;
        }
    }
}
