package dev.signals.it.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;

/** Entities with one association of each kind, for the tests that need many kinds at once. */
final class Zoo {

    private Zoo() {}

    /** Every entity of this class. */
    static Class<?>[] entities() {
        return new Class<?>[] {
            Author.class,
            Article.class,
            Comment.class,
            Cover.class,
            Tag.class,
            Category.class,
            Line.class,
            Note.class,
            Audit.class
        };
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        String name;
        int revision;

        Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title;
        String slug;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Author author;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Category category;

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Cover cover;

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Comment> comments = new ArrayList<>();

        @ManyToMany
        List<Tag> tags = new ArrayList<>();

        @ElementCollection
        List<String> labels = new ArrayList<>();

        Article() {}

        Article(String title) {
            this.title = title;
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

        @ManyToOne
        Article article;
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        @GeneratedValue
        Long id;
    }

    /** Its identifier is assigned. */
    @Entity(name = "Category")
    static class Category {
        @Id
        String code;

        String text;

        Category() {}

        Category(String code) {
            this.code = code;
        }
    }

    /** Its row is inserted by {@code persist}. */
    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        Line() {}

        Line(String text) {
            this.text = text;
        }
    }

    /** Refers to nothing. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }
    }

    /** Refers to what was saved; nothing refers to it. */
    @Entity(name = "Audit")
    static class Audit {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Article article;

        Audit() {}

        Audit(Article article) {
            this.article = article;
        }
    }
}
